import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { civilDayOf, dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { ContactOutcome } from "#app/domain/contact/kinds.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { firmScope, namedFirmScope } from "#db/views/firm.scope.ts";
import {
  COUNTED_TO,
  keysetPage,
  limited,
  type Page,
  type PageRequest,
  type Total,
  totalOf,
} from "#db/views/keyset.ts";
import { cadenceAt, loadRulebook } from "#db/views/rulebook.ts";
import type { VisitList } from "./visit-lists.ts";

/** A pair whose contact is due; days 'YYYY-MM-DD', `daysLate` counted from the due day. */
export type DuePair = {
  pairingId: number;
  firmId: number;
  firm: string;
  township: string | null;
  deputyId: number;
  deputy: string;
  deputyPhone: string | null;
  lastContactOn: string | null;
  dueOn: string;
  daysLate: number;
};

/** A visit that somebody has to look into: nobody was met, or the firm was only named. */
export type OpenVisit = {
  contactId: string;
  contactNo: number;
  outcome: ContactOutcome;
  happenedOn: string;
  /** Firms of the register, then the name that was typed. */
  firms: string[];
  deputies: string[];
  township: string | null;
  note: string;
  photos: number;
};

export type DuePage = { list: "overdue" | "due_soon"; total: Total; counts: VisitCounts } & Page<DuePair>;
export type OpenPage = { list: "review" | "unknown"; total: Total; counts: VisitCounts } & Page<OpenVisit>;
export type VisitListPage = DuePage | OpenPage;
/** How many there are of each; of open visits at most a little over two thousand are counted. */
export type VisitCounts = Record<VisitList, Total>;

const EXCERPT = 60;

/** One page of a list within the actor's scope, with the number of every list. */
export function listVisits(ctx: Ctx, list: VisitList, page: PageRequest): Promise<VisitListPage> {
  return readTx(ctx, async (tx, now) => {
    const today = civilDayOf(now);
    const { remindBeforeDays } = cadenceAt(await loadRulebook(ctx.db, tx, now), now);
    const soon = isoDay(dayNumber(today) + remindBeforeDays);
    const counts = await countAll(tx, ctx.actor, today, soon);
    const shared = { total: counts[list], counts };
    if (list === "overdue" || list === "due_soon")
      return { list, ...shared, ...(await duePairs(tx, ctx.actor, list, page, today, soon)) };
    return { list, ...shared, ...(await openVisits(tx, ctx.actor, list, page)) };
  });
}

/**
 * A page of the running pairs of the scope whose due day lies in the list's span; a firm that wants no visits has no due day. Which
 * they are is read from indexes alone, the rows of those only that are shown.
 */
async function duePairs(
  tx: Tx,
  actor: Actor,
  list: "overdue" | "due_soon",
  page: PageRequest,
  today: string,
  soon: string,
): Promise<Page<DuePair>> {
  const keyset = keysetPage(
    {
      key: sql`p.contact_due_on`,
      id: sql`p.pairing_id`,
      descending: false,
      anchor: (id) => sql`select contact_due_on, pairing_id from pairings where pairing_id = ${id}`,
    },
    page,
  );
  const span =
    list === "overdue"
      ? sql`p.contact_due_on between '-infinity' and ${today}::date - 1`
      : sql`p.contact_due_on between ${today}::date and ${soon}::date`;
  const rows = await tx.execute<DuePair>(sql`
    select p.pairing_id as "pairingId", firms.firm_id as "firmId", firms.name as firm, t.name as township,
      d.deputy_id as "deputyId", d.name as deputy, d.phone as "deputyPhone", p.last_contact_on::text as "lastContactOn",
      p.contact_due_on::text as "dueOn", ${today}::date - p.contact_due_on as "daysLate"
    from (
      select p.pairing_id from pairings p ${placeOf(actor)}
      where p.ended_on is null and ${span} and ${keyset.where} order by ${keyset.orderBy} limit ${keyset.limit}) shown
      join pairings p on p.pairing_id = shown.pairing_id
      join firms on firms.firm_id = p.firm_id join deputies d on d.deputy_id = p.deputy_id
      left join townships t on t.township_code = firms.township_code
    order by ${keyset.orderBy}`);
  return keyset.finish([...rows]);
}

/**
 * Visits of the scope in vain that nobody has looked into; those with a name that nobody has found in the register. The firm is looked
 * for visit by visit: few are open, which the planner can't know, and it would join the firms of all contacts first.
 */
function fromOpen(actor: Actor, list: "review" | "unknown"): SQL {
  if (list === "unknown")
    return sql`from contacts where contacts.named_firm <> '' and contacts.withdrawn_at is null and contacts.firm_named_at is null
      and ${seesAll(actor) ? sql`true` : namedFirmScope(actor)}`;
  const place = seesAll(actor)
    ? sql`where`
    : sql`join firms on firms.firm_id = cf.firm_id where ${firmScope(actor)} and`;
  return sql`from contacts join lateral (
      select from contact_firms cf ${place} cf.contact_id = contacts.contact_id limit 1) seen on true
    where contacts.outcome <> 'met' and contacts.source <> 'import' and contacts.withdrawn_at is null and contacts.outcome_reviewed_at is null`;
}

/** The firms of the actor's place beside `pairings p`. Whoever sees every firm needs no look at them: each pair has one. */
function placeOf(actor: Actor): SQL {
  return seesAll(actor) ? sql`` : sql`join firms on firms.firm_id = p.firm_id and ${firmScope(actor)}`;
}

function seesAll(actor: Actor): boolean {
  return actor.kind === "person" && actor.role === "city_supervisor";
}

async function openVisits(
  tx: Tx,
  actor: Actor,
  list: "review" | "unknown",
  page: PageRequest,
): Promise<Page<OpenVisit>> {
  const keyset = keysetPage(
    {
      key: sql`contacts.happened_on`,
      id: sql`contacts.contact_no`,
      descending: false,
      anchor: (id) => sql`select happened_on, contact_no from contacts where contact_no = ${id}`,
    },
    page,
  );
  const rows = await tx.execute<OpenVisit>(sql`
    select contacts.contact_id as "contactId", contacts.contact_no as "contactNo", contacts.outcome,
      contacts.happened_on::text as "happenedOn", left(contacts.internal_note, ${EXCERPT}) as note,
      array(select f.name from contact_firms cf join firms f on f.firm_id = cf.firm_id
        where cf.contact_id = contacts.contact_id order by f.firm_id)
        || case when contacts.named_firm = '' then '{}'::text[] else array[contacts.named_firm] end as firms,
      array(select d.name from contact_deputies cd join deputies d on d.deputy_id = cd.deputy_id
        where cd.contact_id = contacts.contact_id order by d.deputy_id) as deputies,
      coalesce((select t.name from contact_firms cf join firms f on f.firm_id = cf.firm_id join townships t on t.township_code = f.township_code
        where cf.contact_id = contacts.contact_id order by f.firm_id limit 1),
        (select t.name from contact_deputies cd join deputies d on d.deputy_id = cd.deputy_id join townships t on t.township_code = d.township_code
        where cd.contact_id = contacts.contact_id order by d.deputy_id limit 1)) as township,
      (select count(*)::int from files where subject_kind = 'contact' and subject_id = contacts.contact_no) as photos
    ${fromOpen(actor, list)} and ${keyset.where}
    order by ${keyset.orderBy} limit ${keyset.limit}`);
  return keyset.finish([...rows]);
}

/**
 * Both kinds of due pairs in one pass over the index of due days, visits in two over theirs. A span with two ends is taken for a narrow
 * one by a plan that is kept; of one with a single end it would expect a third of all pairs, and be made anew each time.
 */
async function countAll(tx: Tx, actor: Actor, today: string, soon: string): Promise<VisitCounts> {
  const visits = (list: "review" | "unknown") =>
    sql`select count(*)::int from (select ${fromOpen(actor, list)} limit ${limited(COUNTED_TO + 1)}) s`;
  const [row] = await tx.execute<Record<VisitList, number>>(sql`
    select count(*) filter (where p.contact_due_on < ${today}::date)::int as overdue,
      count(*) filter (where p.contact_due_on >= ${today}::date)::int as due_soon,
      (${visits("review")}) as review, (${visits("unknown")}) as unknown
    from pairings p ${placeOf(actor)} where p.ended_on is null and p.contact_due_on between '-infinity' and ${soon}::date`);
  const { overdue = 0, due_soon = 0, review = 0, unknown = 0 } = row ?? {};
  return {
    overdue: { count: overdue, atLeast: false },
    due_soon: { count: due_soon, atLeast: false },
    review: totalOf(review),
    unknown: totalOf(unknown),
  };
}
