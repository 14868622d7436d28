import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { issueScope, seesMasked } from "#db/views/issue.scope.ts";
import { shownName, shownText } from "#db/views/masked.ts";
import { type DeputyData, loadDeputy } from "./get-deputy.query.server.ts";

/** One contact of the year; `firms` are names, `issueNumbers` what it found, as far as the reader may see them. */
export type DutyContact = {
  contactId: string;
  contactNo: number;
  happenedOn: string;
  kind: ContactKind;
  outcome: ContactOutcome;
  firms: string;
  issueNumbers: string;
};

/** One issue that the deputy raised or passed on in the year; `submittedOn` a civil day. */
export type DutyIssue = {
  issueId: number;
  number: string;
  title: string;
  firm: string;
  submittedOn: string;
  state: IssueState;
  closing: Closing | null;
};

/** What a deputy did in one year: contacts by quarter, firms met, issues and what came of them. */
export type DutyFile = {
  deputy: Pick<DeputyData, "deputyId" | "name" | "level" | "countyName" | "townshipName" | "stationName">;
  year: number;
  /** Years with a contact, the latest first. */
  years: number[];
  quarters: [number, number, number, number];
  firmsMet: number;
  contacts: DutyContact[];
  /** Null where the reader reads no issues here. */
  issues: DutyIssue[] | null;
};

/** Longest lists of a year: three contacts a working day. */
const MOST = 750;

/** The duty file 履职档案 of a deputy for a year (null: this one); refuses with `common.not_found` outside the actor's scope. */
export function getDutyFile(ctx: Ctx, deputyId: number, year: number | null): Promise<Result<DutyFile>> {
  return readTx(ctx, async (tx, now) => {
    // A firm sees who its liaison is, not whom else they visit.
    const firm = ctx.actor.kind === "person" && ctx.actor.role === "firm_representative";
    const deputy = firm ? undefined : await loadDeputy(tx, ctx.actor, deputyId);
    if (!deputy) return refuse("common.not_found", {});
    const shown = year ?? Number(civilDayOf(now).slice(0, 4));
    const contacts = await contactsOf(tx, ctx.actor, deputyId, shown);
    const years = await tx.execute<{ year: number }>(sql`
      select distinct extract(year from happened_on)::int as year from contact_deputies
      where deputy_id = ${deputyId} order by 1 desc`);
    const [met] = await tx.execute<{ firms: number }>(sql`
      select count(distinct f.firm_id)::int as firms from contact_deputies d join contacts c using (contact_id)
        join contact_firms f using (contact_id)
      where d.deputy_id = ${deputyId} and d.happened_on between ${`${shown}-01-01`} and ${`${shown}-12-31`}
        and c.withdrawn_at is null and c.outcome = 'met'`);
    const { name, level, countyName, townshipName, stationName } = deputy;
    return ok({
      deputy: { deputyId, name, level, countyName, townshipName, stationName },
      year: shown,
      years: [...new Set([shown, ...years.map((row) => row.year)])].sort((a, b) => b - a),
      quarters: quartersOf(contacts),
      firmsMet: met?.firms ?? 0,
      contacts,
      issues: await issuesOf(tx, ctx.actor, deputyId, shown),
    });
  });
}

function quartersOf(contacts: readonly DutyContact[]): DutyFile["quarters"] {
  const quarters: DutyFile["quarters"] = [0, 0, 0, 0];
  for (const { happenedOn } of contacts) {
    const quarter = Math.floor((Number(happenedOn.slice(5, 7)) - 1) / 3) as 0 | 1 | 2 | 3;
    quarters[quarter] += 1;
  }
  return quarters;
}

async function contactsOf(tx: Tx, actor: Actor, deputyId: number, year: number): Promise<DutyContact[]> {
  const rows = await tx.execute<DutyContact>(sql`
    select c.contact_id as "contactId", c.contact_no as "contactNo", c.happened_on::text as "happenedOn", c.kind, c.outcome,
      (select string_agg(${shownName(actor, "firm", sql`firms.name`, sql`firms.firm_id`)}, '、' order by firms.firm_id) from contact_firms join firms using (firm_id)
        where contact_firms.contact_id = c.contact_id) as firms,
      ${shownText(
        actor,
        sql`coalesce((select string_agg(issues.number, '、' order by issues.issue_id) from issue_parties join issues using (issue_id)
        where issue_parties.contact_id = c.contact_id), '')`,
      )} as "issueNumbers"
    from contact_deputies d join contacts c using (contact_id)
    where d.deputy_id = ${deputyId} and d.happened_on between ${`${year}-01-01`} and ${`${year}-12-31`}
      and c.withdrawn_at is null
    order by c.happened_on desc, c.contact_no desc limit ${MOST}`);
  return [...rows];
}

async function issuesOf(tx: Tx, actor: Actor, deputyId: number, year: number): Promise<DutyIssue[] | null> {
  if (seesMasked(actor) || (actor.kind === "person" && actor.role === "system_administrator")) return null;
  const rows = await tx.execute<DutyIssue>(sql`
    select issues.issue_id as "issueId", issues.number, coalesce(nullif(issue_parties.title, ''), issues.title) as title,
      firms.name as firm, (issues.submitted_at at time zone 'Asia/Shanghai')::date::text as "submittedOn", issues.state,
      issues.closing
    from issue_parties join issues using (issue_id) join firms using (firm_id)
    where issue_parties.deputy_id = ${deputyId} and ${issueScope(actor)}
      and issues.submitted_at >= (${`${year}-01-01`}::timestamp at time zone 'Asia/Shanghai')
      and issues.submitted_at < (${`${year + 1}-01-01`}::timestamp at time zone 'Asia/Shanghai')
    order by issues.issue_id desc limit ${MOST}`);
  return [...rows];
}
