import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { maskName, maskPhone } from "#app/domain/access/mask.ts";
import type { DeputyLevel, FirmSize } from "#app/domain/access/roles.ts";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import type { TimelinePage } from "#app/domain/register/timeline.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { issueScope, seesMasked } from "#db/views/issue.scope.ts";
import { shownName, shownText } from "#db/views/masked.ts";
import { registerTimeline } from "#db/views/register-timeline.ts";

/** What the register says of a firm; days 'YYYY-MM-DD', capital in ten thousand of its currency. */
export type FirmData = {
  firmId: number;
  uscc: string;
  name: string;
  formerNames: string[];
  entityKind: string | null;
  sectorCode: string | null;
  sizeClass: FirmSize | null;
  capitalWan: number | null;
  capitalCurrency: string | null;
  establishedOn: string | null;
  establishedPrecision: "day" | "month" | "year" | null;
  address: string;
  businessScope: string;
  phone: string | null;
  countyCode: string | null;
  countyName: string | null;
  townshipCode: string | null;
  townshipName: string | null;
  state: "active" | "closed" | "moved";
  inProgramme: boolean;
  lastContactOn: string | null;
  /** Days between contacts where the firm has a target of its own. */
  cadenceDays: number | null;
  optedOut: boolean;
  version: number;
};

/** A liaison of the firm, today's or a former one. */
export type FirmPairing = {
  pairingId: number;
  deputyId: number;
  deputyName: string;
  level: DeputyLevel;
  startedOn: string;
  endedOn: string | null;
  lastContactOn: string | null;
  contactDueOn: string | null;
};

export type FirmIssue = {
  issueId: number;
  number: string;
  title: string;
  state: IssueState;
  closing: Closing | null;
  level: number | null;
  submittedAt: string;
};

/** A person who speaks for the firm 联系人. */
export type FirmRepresentative = {
  representativeId: number;
  name: string;
  phone: string | null;
  title: string;
};

/** A firm's record as one page shows it. */
export type FirmRecord = {
  firm: FirmData;
  representatives: FirmRepresentative[];
  pairings: FirmPairing[];
  /** Newest first, at most `ISSUES_SHOWN`; null where the actor reads no issues here. */
  issues: { latest: FirmIssue[]; open: number; total: number } | null;
  timeline: TimelinePage;
};

const ISSUES_SHOWN = 8;
const PAIRINGS_SHOWN = 10;

/** A firm's record with its timeline below `older`; `common.not_found` outside the actor's scope. */
export function getFirm(ctx: Ctx, firmId: number, older?: string): Promise<Result<FirmRecord>> {
  const { actor } = ctx;
  return readTx(ctx, async (tx) => {
    const firm = await loadFirm(tx, actor, firmId);
    if (!firm) return refuse("common.not_found", {});
    const [representatives, pairings, issues, timeline] = [
      await representativesOf(tx, actor, firmId),
      await pairingsOf(tx, actor, firmId),
      await issuesOf(tx, actor, firmId),
      await registerTimeline(tx, actor, { kind: "firm", id: firmId }, older),
    ];
    const phone = seesMasked(actor) ? maskPhone(firm.phone) : firm.phone;
    return ok({ firm: { ...firm, phone }, representatives, pairings, issues, timeline });
  });
}

/** The register's data of one firm in the actor's scope. */
export async function loadFirm(tx: Tx, actor: Actor, firmId: number): Promise<FirmData | undefined> {
  const text = (column: SQL) => shownText(actor, column);
  const [row] = await tx.execute<FirmData>(sql`
    select firms.firm_id as "firmId", ${text(sql`firms.uscc`)} as uscc, ${shownName(actor, "firm", sql`firms.name`, sql`firms.firm_id`)} as name,
      ${seesMasked(actor) ? sql`array[]::text[]` : sql`firms.former_names`} as "formerNames",
      firms.entity_kind as "entityKind", firms.sector_code as "sectorCode", firms.size_class as "sizeClass",
      firms.registered_capital_wan::float8 as "capitalWan", firms.capital_currency as "capitalCurrency",
      firms.established_on as "establishedOn", firms.established_precision as "establishedPrecision",
      ${text(sql`firms.address`)} as address, ${text(sql`firms.business_scope`)} as "businessScope", firms.phone, firms.county_code as "countyCode", counties.name as "countyName",
      firms.township_code as "townshipCode", townships.name as "townshipName", firms.state,
      firms.in_programme as "inProgramme", firms.last_contact_on as "lastContactOn", firms.cadence_days as "cadenceDays",
      firms.opted_out_at is not null as "optedOut", firms.version
    from firms left join counties on counties.county_code = firms.county_code
      left join townships on townships.township_code = firms.township_code
    where firms.firm_id = ${firmId} and ${firmScope(actor)}`);
  return row;
}

async function representativesOf(tx: Tx, actor: Actor, firmId: number): Promise<FirmRepresentative[]> {
  const rows = await tx.execute<FirmRepresentative>(sql`
    select representative_id as "representativeId", name, phone, title from representatives
    where firm_id = ${firmId} and ended_on is null order by representative_id limit 20`);
  if (!seesMasked(actor)) return [...rows];
  return rows.map((row) => ({ ...row, name: maskName(row.name), phone: maskPhone(row.phone) }));
}

async function pairingsOf(tx: Tx, actor: Actor, firmId: number): Promise<FirmPairing[]> {
  const rows = await tx.execute<FirmPairing>(sql`
    select pairing_id as "pairingId", deputies.deputy_id as "deputyId", ${shownName(actor, "deputy", sql`deputies.name`, sql`deputies.deputy_id`)} as "deputyName", deputies.level,
      started_on as "startedOn", ended_on as "endedOn", last_contact_on as "lastContactOn",
      contact_due_on as "contactDueOn"
    from pairings join deputies using (deputy_id)
    where firm_id = ${firmId} order by started_on desc, pairing_id desc limit ${PAIRINGS_SHOWN}`);
  return [...rows];
}

async function issuesOf(tx: Tx, actor: Actor, firmId: number): Promise<FirmRecord["issues"]> {
  const withheld = actor.kind === "person" && actor.role === "system_administrator";
  if (withheld || seesMasked(actor)) return null;
  const rows = await tx.execute<FirmIssue & { open: number; total: number }>(sql`
    select issues.issue_id as "issueId", issues.number, issues.title, issues.state, issues.closing, issues.level,
      to_char(issues.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "submittedAt",
      (count(*) filter (where issues.state <> 'closed') over ())::int as open, (count(*) over ())::int as total
    from issue_parties join issues using (issue_id)
    where issue_parties.firm_id = ${firmId} and ${issueScope(actor)}
    order by issues.issue_id desc limit ${ISSUES_SHOWN}`);
  return {
    latest: rows.map(({ open: _open, total: _total, ...issue }) => issue),
    open: rows[0]?.open ?? 0,
    total: rows[0]?.total ?? 0,
  };
}
