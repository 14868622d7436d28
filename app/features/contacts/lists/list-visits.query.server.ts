import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { civilDayOf, dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { ContactOutcome } from "#app/domain/contact/kinds.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { firmScope, namedFirmScope } from "#db/views/firm.scope.ts";
import { keysetPage, type Page, type PageRequest, type Total, totalOf } from "#db/views/keyset.ts";
import { cadenceAt, loadRulebook } from "#db/views/rulebook.ts";
import { VISIT_LISTS, type VisitList } from "./visit-lists.ts";

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
/** How many there are of each; at most a little over two thousand are counted. */
export type VisitCounts = Record<VisitList, Total>;

/** Counting stops one beyond what a list shows as exact. */
const COUNTED = 2_001;
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

/** The running pairs of the scope whose due day lies in the list's span; a firm that wants no visits has no due day. */
function dueWhere(actor: Actor, list: "overdue" | "due_soon", today: string, soon: string): SQL {
  const span =
    list === "overdue"
      ? sql`p.contact_due_on < ${today}::date`
      : sql`p.contact_due_on between ${today}::date and ${soon}::date`;
  return sql`p.ended_on is null and ${span} and ${firmScope(actor)}`;
}

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
  const rows = await tx.execute<DuePair>(sql`
    select p.pairing_id as "pairingId", firms.firm_id as "firmId", firms.name as firm, t.name as township,
      d.deputy_id as "deputyId", d.name as deputy, d.phone as "deputyPhone", p.last_contact_on::text as "lastContactOn",
      p.contact_due_on::text as "dueOn", ${today}::date - p.contact_due_on as "daysLate"
    from pairings p join firms on firms.firm_id = p.firm_id join deputies d on d.deputy_id = p.deputy_id
      left join townships t on t.township_code = firms.township_code
    where ${dueWhere(actor, list, today, soon)} and ${keyset.where}
    order by ${keyset.orderBy} limit ${keyset.limit}`);
  return keyset.finish([...rows]);
}

/** Visits of the scope in vain that nobody has looked into; those with a name that nobody has found in the register. */
function openWhere(actor: Actor, list: "review" | "unknown"): SQL {
  return list === "review"
    ? sql`contacts.outcome <> 'met' and contacts.source <> 'import' and contacts.withdrawn_at is null and contacts.outcome_reviewed_at is null
        and exists (select from contact_firms cf join firms on firms.firm_id = cf.firm_id
          where cf.contact_id = contacts.contact_id and ${firmScope(actor)})`
    : sql`contacts.named_firm <> '' and contacts.withdrawn_at is null and contacts.firm_named_at is null
        and ${actor.kind === "person" && actor.role === "city_supervisor" ? sql`true` : namedFirmScope(actor)}`;
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
    from contacts where ${openWhere(actor, list)} and ${keyset.where}
    order by ${keyset.orderBy} limit ${keyset.limit}`);
  return keyset.finish([...rows]);
}

async function countAll(tx: Tx, actor: Actor, today: string, soon: string): Promise<VisitCounts> {
  const pairs = (
    list: "overdue" | "due_soon",
  ) => sql`select from pairings p join firms on firms.firm_id = p.firm_id
    where ${dueWhere(actor, list, today, soon)} limit ${COUNTED}`;
  const visits = (list: "review" | "unknown") =>
    sql`select from contacts where ${openWhere(actor, list)} limit ${COUNTED}`;
  const [row] = await tx.execute<Record<VisitList, number>>(sql`
    select (select count(*)::int from (${pairs("overdue")}) s) as overdue, (select count(*)::int from (${pairs("due_soon")}) s) as due_soon,
      (select count(*)::int from (${visits("review")}) s) as review, (select count(*)::int from (${visits("unknown")}) s) as unknown`);
  return Object.fromEntries(VISIT_LISTS.map((one) => [one, totalOf(row?.[one] ?? 0)])) as VisitCounts;
}
