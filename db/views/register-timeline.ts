import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { TimelineEntry, TimelinePage } from "#app/domain/register/timeline.ts";
import type { Tx } from "#db/client.ts";
import { contactScope } from "./firm.scope.ts";
import { issueScope, seesMasked } from "./issue.scope.ts";
import { shownName, shownText } from "./masked.ts";

/** Whose life is told: a firm's or a deputy's. */
export type TimelineSubject = { kind: "firm" | "deputy"; id: number };

/** Entries shown at once. */
export const TIMELINE_ROWS = 20;

const NOON = sql`at time zone 'Asia/Shanghai'`;

/** Roles that read the congress's own notes of a contact 内部备注. */
const INTERNAL_READERS = [
  "deputy",
  "station_clerk",
  "township_officer",
  "county_supervisor",
  "city_supervisor",
];

type Place = { at: string; source: number; id: number };

function readCursor(cursor: string | undefined): Place | undefined {
  const [at, source, id] = (cursor ?? "").split("~");
  if (!at || Number.isNaN(Date.parse(at))) return undefined;
  return { at: new Date(at).toISOString(), source: Number(source) || 0, id: Number(id) || 0 };
}

function ownEvents(actor: Actor, { kind, id }: TimelineSubject): SQL {
  // What was corrected quotes names, codes and addresses.
  const facts = seesMasked(actor) ? sql`'{}'::jsonb` : sql`events.payload`;
  return sql`select events.at, 1 as source, events.event_id as id, events.kind, ${facts} as facts,
      events.actor_user_id as user_id, events.actor_role as role
    from events where events.subject_kind = ${kind} and events.subject_id = ${id}`;
}

function contactsOf(actor: Actor, { kind, id }: TimelineSubject): SQL {
  const internal = actor.kind === "person" && INTERNAL_READERS.includes(actor.role);
  const mine =
    kind === "firm"
      ? sql`select contact_id from contact_firms where firm_id = ${id}`
      : sql`select contact_id from contact_deputies where deputy_id = ${id}`;
  return sql`select (contacts.happened_on + time '12:00') ${NOON}, 2, contacts.contact_no, 'contact',
      jsonb_build_object('contactId', contacts.contact_id, 'kind', contacts.kind, 'outcome', contacts.outcome,
        'note', ${shownText(actor, sql`left(case when ${internal} and internal_note <> '' then internal_note else firm_note end, 300)`)},
        'deputies', (select jsonb_agg(jsonb_build_object('deputyId', d.deputy_id, 'name', ${shownName(actor, "deputy", sql`d.name`, sql`d.deputy_id`)}))
          from contact_deputies cd join deputies d using (deputy_id) where cd.contact_id = contacts.contact_id),
        'firms', (select jsonb_agg(jsonb_build_object('firmId', f.firm_id, 'name', ${shownName(actor, "firm", sql`f.name`, sql`f.firm_id`)}))
          from contact_firms cf join firms f using (firm_id) where cf.contact_id = contacts.contact_id)),
      contacts.recorded_by, contacts.recorded_as
    from contacts where contacts.withdrawn_at is null and contacts.contact_id in (${mine}) and ${contactScope(actor)}`;
}

function pairingsOf(actor: Actor, { kind, id }: TimelineSubject): SQL {
  const whose = kind === "firm" ? sql`pairings.firm_id = ${id}` : sql`pairings.deputy_id = ${id}`;
  return sql`select (step.happened_on + time '12:00') ${NOON}, step.source, pairings.pairing_id, step.kind,
      jsonb_build_object('firmId', pairings.firm_id, 'firm', ${shownName(actor, "firm", sql`firms.name`, sql`firms.firm_id`)}, 'deputyId', pairings.deputy_id,
        'deputy', ${shownName(actor, "deputy", sql`deputies.name`, sql`deputies.deputy_id`)}, 'reason', step.reason, 'planId', step.plan_id),
      pairings.created_by, null
    from pairings join firms using (firm_id) join deputies using (deputy_id)
      cross join lateral (values
        ('pairing.started', 4, pairings.started_on, pairings.start_reason, pairings.plan_id),
        ('pairing.ended', 3, pairings.ended_on, pairings.end_reason, pairings.ended_plan_id)
      ) as step (kind, source, happened_on, reason, plan_id)
    where ${whose} and step.happened_on is not null`;
}

function issuesOf(actor: Actor, { kind, id }: TimelineSubject): SQL {
  const whose = kind === "firm" ? sql`party.firm_id = ${id}` : sql`party.deputy_id = ${id}`;
  return sql`select step.at, step.source, issues.issue_id, step.kind,
      jsonb_build_object('issueId', issues.issue_id, 'number', issues.number, 'title', issues.title,
        'closing', issues.closing, 'department', departments.short_name),
      null, null
    from issue_parties party join issues using (issue_id)
      left join departments on departments.department_id = issues.lead_department_id
      cross join lateral (values ('issue.submitted', 5, issues.submitted_at), ('issue.dispatched', 6, issues.dispatched_at),
        ('issue.answered', 7, issues.answered_at), ('issue.closed', 8, issues.closed_at)) as step (kind, source, at)
    where ${whose} and ${issueScope(actor)} and step.at is not null`;
}

/**
 * The merged timeline of a register record, newest first, as far as the actor may see its parts; paged by the cursor of
 * the last entry. Needs a transaction that has set the actor.
 */
export async function registerTimeline(
  tx: Tx,
  actor: Actor,
  subject: TimelineSubject,
  before?: string,
): Promise<TimelinePage> {
  const place = readCursor(before);
  const parts = [ownEvents(actor, subject), contactsOf(actor, subject), pairingsOf(actor, subject)];
  if (!seesMasked(actor)) parts.push(issuesOf(actor, subject));
  const below = place
    ? sql`where (at, source, id) < (${place.at}::timestamptz, ${place.source}::int, ${place.id}::int)`
    : sql``;
  const rows = await tx.execute<{
    at: string;
    source: number;
    id: number;
    kind: string;
    facts: Record<string, unknown>;
    by: string | null;
    byRole: string | null;
  }>(sql`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, source, id, kind, facts,
      ${seesMasked(actor) ? sql`case when role in ('deputy', 'firm_representative') then null else users.name end` : sql`users.name`} as by,
      role as "byRole"
    from (
      select * from (${sql.join(parts, sql` union all `)}) as entries (at, source, id, kind, facts, user_id, role)
      ${below} order by at desc, source desc, id desc limit ${TIMELINE_ROWS + 1}
    ) as page left join users using (user_id)
    order by page.at desc, source desc, id desc`);
  const entries = rows.slice(0, TIMELINE_ROWS).map(
    (row): TimelineEntry => ({
      cursor: `${row.at}~${row.source}~${row.id}`,
      at: row.at,
      kind: row.kind,
      facts: row.facts,
      by: row.by,
      byRole: row.byRole,
    }),
  );
  return { entries, older: rows.length > TIMELINE_ROWS ? (entries.at(-1)?.cursor ?? null) : null };
}
