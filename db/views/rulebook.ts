import { asc, eq, sql } from "drizzle-orm";
import { buildCalendar, type Calendar, type CalendarRow, coverageAt } from "#app/domain/calendar/calendar.ts";
import type { CadencePolicy } from "#app/domain/contact/cadence.ts";
import { type DeadlinePolicy, policyInForce } from "#app/domain/deadline/policy.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { type Db, read, type Tx } from "../client.ts";
import { calendarDays, type POLICY_KINDS, policies } from "../schema/installation.ts";

type PolicyKind = (typeof POLICY_KINDS)[number];
type Versioned = { version: number; inForceFrom: number };

/** The rules that decisions are made by: the calendar with its coverage as of now, and every version of each policy. */
export type Rulebook = {
  calendar: Calendar;
  deadlines: readonly DeadlinePolicy[];
  cadences: readonly (CadencePolicy & Versioned)[];
  /** Every version of a kind as stored, for kinds whose shape another noun knows. */
  versionsOf: <T>(kind: PolicyKind) => readonly (T & Versioned)[];
};

const kept = new WeakMap<Db, { stamp: string; rulebook: Rulebook }>();

/** What changes with calendar and policies, as `stamp`: read beside other things it saves the rulebook an exchange. */
export const RULEBOOK_STAMP = sql`select concat_ws('/', (select max(policy_id) from policies), count(*),
  sum(is_workday::integer), count(*) filter (where status = 'announced'), max(day)) as stamp from calendar_days`;

/**
 * The rulebook as the transaction sees it. Rows are read again only when calendar or policies have changed or a year has turned:
 * one look-up of a stamp otherwise.
 */
export async function loadRulebook(db: Db, tx: Tx, now: string): Promise<Rulebook> {
  const [row] = await tx.execute<{ stamp: string }>(RULEBOOK_STAMP);
  return keptRulebook(db, row?.stamp ?? "", now, () => readRulebook(tx, now));
}

/** The rulebook of a stamp that was read beside other things. */
export function rulebookOf(db: Db, stamp: string, now: string): Promise<Rulebook> {
  return keptRulebook(db, stamp, now, () => read(db, (tx) => readRulebook(tx, now)));
}

async function keptRulebook(
  db: Db,
  stamp: string,
  now: string,
  readAgain: () => Promise<Rulebook>,
): Promise<Rulebook> {
  const wanted = `${stamp}/${now.slice(0, 4)}`;
  const found = kept.get(db);
  if (found?.stamp === wanted) return found.rulebook;
  const rulebook = await readAgain();
  kept.set(db, { stamp: wanted, rulebook });
  return rulebook;
}

async function readRulebook(tx: Tx, now: string): Promise<Rulebook> {
  const days = await tx.select().from(calendarDays).orderBy(asc(calendarDays.day));
  const rows = days as CalendarRow[];
  const versions = await tx.select().from(policies).orderBy(asc(policies.policyVersion));
  const versionsOf = <T>(kind: PolicyKind) =>
    versions
      .filter((policy) => policy.kind === kind)
      .map((policy) => ({
        ...(policy.body as T),
        version: policy.policyVersion,
        inForceFrom: Date.parse(policy.inForceFrom),
      }));
  return {
    calendar: buildCalendar(rows, coverageAt(Date.parse(now), rows)),
    deadlines: versionsOf<DeadlinePolicy>("deadlines"),
    cadences: versionsOf<CadencePolicy>("cadence"),
    versionsOf,
  };
}

/** Deadlines and ladders as the domain takes them. */
export function policyBook(rulebook: Rulebook) {
  return { deadlines: rulebook.deadlines, ladders: rulebook.versionsOf<LadderPolicy>("ladder") };
}

/** The cadence in force at an instant. */
export function cadenceAt(rulebook: Rulebook, now: string): CadencePolicy {
  return policyInForce(rulebook.cadences, Date.parse(now));
}

/** The version of a policy in force now, without the rest of the book. */
export async function loadPolicy<T>(tx: Tx, kind: PolicyKind, now: string): Promise<T & Versioned> {
  const rows = await tx.select().from(policies).where(eq(policies.kind, kind));
  return policyInForce(
    rows.map((row) => ({
      ...(row.body as T),
      version: row.policyVersion,
      inForceFrom: Date.parse(row.inForceFrom),
    })),
    Date.parse(now),
  );
}
