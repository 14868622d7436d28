import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { shownName, shownText } from "#db/views/masked.ts";

/** A handover from one liaison to the next; counts only, and the two notes. Days 'YYYY-MM-DD', instants ISO. */
export type Handover = {
  handoverId: number;
  planId: number | null;
  firmId: number;
  firm: string;
  township: string | null;
  from: { deputyId: number; name: string };
  to: { deputyId: number; name: string } | null;
  handedOn: string;
  openIssues: number;
  openPromises: number;
  contactDueOn: string | null;
  fromNote: string;
  fromNoteAt: string | null;
  toNote: string;
  toNoteAt: string | null;
  version: number;
};

/** Handovers on one page. */
export const HANDOVERS_PAGE = 30;

/** Which handovers an actor may see: both deputies their own, offices those of their place. */
export function handoverScope(actor: Actor): SQL {
  if (actor.kind === "system") return sql`true`;
  if (actor.kind !== "person") return sql`false`;
  switch (actor.role) {
    case "city_supervisor":
    case "auditor":
    case "system_administrator":
      return sql`true`;
    case "county_supervisor":
      return sql`f.county_code = ${actor.countyCode}`;
    case "township_officer":
    case "station_clerk":
      return sql`f.township_code = ${actor.townshipCode}`;
    case "deputy":
      return sql`(h.from_deputy_id = ${actor.deputyId} or h.to_deputy_id = ${actor.deputyId})`;
    default:
      return sql`false`;
  }
}

const shownTo = (actor: Actor) => sql`
  h.handover_id as "handoverId", h.plan_id as "planId", h.firm_id as "firmId", ${shownName(actor, "firm", sql`f.name`, sql`f.firm_id`)} as firm, t.name as township,
  jsonb_build_object('deputyId', a.deputy_id, 'name', ${shownName(actor, "deputy", sql`a.name`, sql`a.deputy_id`)}) as "from",
  case when b.deputy_id is null then null else jsonb_build_object('deputyId', b.deputy_id, 'name', ${shownName(actor, "deputy", sql`b.name`, sql`b.deputy_id`)}) end as "to",
  h.handed_on::text as "handedOn", h.open_issues as "openIssues", h.open_promises as "openPromises",
  h.contact_due_on::text as "contactDueOn", ${shownText(actor, sql`h.from_note`)} as "fromNote",
  ${shownText(actor, sql`h.to_note`)} as "toNote", h.version,
  to_char(h.from_note_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "fromNoteAt",
  to_char(h.to_note_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "toNoteAt"`;
const JOINED = sql`
  from pairing_handovers h join firms f using (firm_id) left join townships t on t.township_code = f.township_code
    join deputies a on a.deputy_id = h.from_deputy_id left join deputies b on b.deputy_id = h.to_deputy_id`;

/** One handover in the actor's scope. */
export async function findHandover(ctx: Ctx, handoverId: number): Promise<Handover | undefined> {
  return readTx(ctx, async (tx) => {
    const [row] = await tx.execute<Handover>(
      sql`select ${shownTo(ctx.actor)} ${JOINED} where h.handover_id = ${handoverId} and ${handoverScope(ctx.actor)}`,
    );
    return row;
  });
}

/** The latest handovers in the actor's scope, newest first: of one firm, of one deputy, or all. */
export async function listHandovers(
  ctx: Ctx,
  of: { firmId?: number; deputyId?: number; before?: number | null },
): Promise<{ rows: Handover[]; before: number | null }> {
  const conditions = [handoverScope(ctx.actor)];
  if (of.firmId) conditions.push(sql`h.firm_id = ${of.firmId}`);
  if (of.deputyId)
    conditions.push(sql`(h.from_deputy_id = ${of.deputyId} or h.to_deputy_id = ${of.deputyId})`);
  if (of.before) conditions.push(sql`h.handover_id < ${of.before}`);
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<Handover>(sql`
      select ${shownTo(ctx.actor)} ${JOINED} where ${sql.join(conditions, sql` and `)}
      order by h.handover_id desc limit ${HANDOVERS_PAGE + 1}`);
    const page = rows.slice(0, HANDOVERS_PAGE);
    return { rows: page, before: rows.length > HANDOVERS_PAGE ? (page.at(-1)?.handoverId ?? null) : null };
  });
}
