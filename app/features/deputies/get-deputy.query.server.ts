import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { maskPhone } from "#app/domain/access/mask.ts";
import type { DeputyLevel } from "#app/domain/access/roles.ts";
import type { TimelinePage } from "#app/domain/register/timeline.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { deputyScope } from "#db/views/firm.scope.ts";
import { issueScope, seesMasked } from "#db/views/issue.scope.ts";
import { shownName, shownText } from "#db/views/masked.ts";
import { UNREACHED } from "#db/views/party-users.ts";
import { registerTimeline } from "#db/views/register-timeline.ts";

/** What the register says of a deputy; days 'YYYY-MM-DD'. */
export type DeputyData = {
  deputyId: number;
  name: string;
  phone: string | null;
  cardNo: string | null;
  level: DeputyLevel;
  countyCode: string;
  countyName: string;
  townshipName: string | null;
  stationName: string | null;
  sectorCode: string | null;
  employerName: string | null;
  employerUscc: string | null;
  state: "active" | "left";
  /** An account that no channel set up reaches: reminders stand in the inbox alone. */
  unreached: boolean;
  version: number;
};

/** A dated mandate 代表职务. */
export type Mandate = {
  mandateId: number;
  level: DeputyLevel;
  electoralUnit: string;
  startedOn: string;
  endedOn: string | null;
};

/** One of today's pairs of the deputy. */
export type DeputyPair = {
  firmId: number;
  firmName: string;
  townshipName: string | null;
  startedOn: string;
  lastContactOn: string | null;
  contactDueOn: string | null;
};

/** A deputy's record as one page shows it; `capacity` is how many firms the programme asks for at that level. */
export type DeputyRecord = {
  deputy: DeputyData;
  mandates: Mandate[];
  pairs: DeputyPair[];
  capacity: number | null;
  contactsThisYear: number;
  /** Issues the deputy raised or passed on; null where the actor reads no issues here. */
  issues: { open: number; total: number } | null;
  timeline: TimelinePage;
};

const PAIRS_SHOWN = 50;

/** A deputy's record with its timeline below `older`; `common.not_found` outside the actor's scope. */
export function getDeputy(ctx: Ctx, deputyId: number, older?: string): Promise<Result<DeputyRecord>> {
  const { actor } = ctx;
  return readTx(ctx, async (tx, now) => {
    const deputy = await loadDeputy(tx, actor, deputyId);
    if (!deputy) return refuse("common.not_found", {});
    const mandates = await tx.execute<Mandate>(sql`
      select mandate_id as "mandateId", level, electoral_unit as "electoralUnit", started_on as "startedOn",
        ended_on as "endedOn"
      from mandates where deputy_id = ${deputyId} order by started_on desc, mandate_id desc limit 20`);
    const pairs = await tx.execute<DeputyPair>(sql`
      select firms.firm_id as "firmId", ${shownName(actor, "firm", sql`firms.name`, sql`firms.firm_id`)} as "firmName", townships.name as "townshipName",
        pairings.started_on as "startedOn", pairings.last_contact_on as "lastContactOn",
        pairings.contact_due_on as "contactDueOn"
      from pairings join firms using (firm_id) left join townships on townships.township_code = firms.township_code
      where pairings.deputy_id = ${deputyId} and pairings.ended_on is null
      order by pairings.contact_due_on, firms.firm_id limit ${PAIRS_SHOWN}`);
    const [figures] = await tx.execute<{ contacts: number; capacity: number | null }>(sql`
      select (select count(*)::int from contact_deputies join contacts using (contact_id)
          where deputy_id = ${deputyId} and contacts.withdrawn_at is null
            and contact_deputies.happened_on >= date_trunc('year', ${now}::timestamptz at time zone 'Asia/Shanghai')::date) as contacts,
        (select (body -> 'capacity' ->> ${deputy.level})::int from policies
          where kind = 'pairing' and in_force_from <= ${now}::timestamptz order by in_force_from desc, policy_version desc limit 1) as capacity`);
    const masked = seesMasked(actor);
    return ok({
      deputy: masked ? { ...deputy, phone: maskPhone(deputy.phone) } : deputy,
      mandates: [...mandates],
      pairs: [...pairs],
      capacity: figures?.capacity ?? null,
      contactsThisYear: figures?.contacts ?? 0,
      issues: await issuesOf(tx, actor, deputyId),
      timeline: await registerTimeline(tx, actor, { kind: "deputy", id: deputyId }, older),
    });
  });
}

/** The register's data of one deputy in the actor's scope. */
export async function loadDeputy(tx: Tx, actor: Actor, deputyId: number): Promise<DeputyData | undefined> {
  const [row] = await tx.execute<DeputyData>(sql`
    select deputies.deputy_id as "deputyId", ${shownName(actor, "deputy", sql`deputies.name`, sql`deputies.deputy_id`)} as name,
      deputies.phone, nullif(${shownText(actor, sql`deputies.card_no`)}, '') as "cardNo", deputies.level,
      deputies.county_code as "countyCode", counties.name as "countyName", townships.name as "townshipName",
      stations.name as "stationName", deputies.sector_code as "sectorCode", nullif(${shownText(actor, sql`deputies.employer_name`)}, '') as "employerName",
      nullif(${shownText(actor, sql`deputies.employer_uscc`)}, '') as "employerUscc", deputies.state, deputies.version, ${UNREACHED} as unreached
    from deputies join counties on counties.county_code = deputies.county_code
      left join townships on townships.township_code = deputies.township_code
      left join stations on stations.station_id = deputies.station_id left join users u on u.user_id = deputies.user_id
    where deputies.deputy_id = ${deputyId} and ${deputyScope(actor)}`);
  return row;
}

async function issuesOf(tx: Tx, actor: Actor, deputyId: number): Promise<DeputyRecord["issues"]> {
  const withheld = actor.kind === "person" && actor.role === "system_administrator";
  if (withheld || seesMasked(actor)) return null;
  const [row] = await tx.execute<{ open: number; total: number }>(sql`
    select (count(*) filter (where issues.state <> 'closed'))::int as open, count(*)::int as total
    from issue_parties join issues using (issue_id)
    where issue_parties.deputy_id = ${deputyId} and ${issueScope(actor)}`);
  return row ?? { open: 0, total: 0 };
}
