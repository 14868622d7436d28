import { type SQL, sql } from "drizzle-orm";
import { isUnitSide } from "#app/domain/access/policy.ts";
import type { ClockKind, Level } from "#app/domain/deadline/clocks.ts";
import type { Closing, IssueState, Severity } from "#app/domain/issue/states.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { issueScope, seesMasked } from "#db/views/issue.scope.ts";
import { DUE_ORDER } from "#db/views/issue-order.ts";
import { issueSet } from "#db/views/issue-sets.ts";
import { COUNTED_TO, keysetPage, type ListOrder, type Page, type Total, totalOf } from "#db/views/keyset.ts";
import type { IssueList } from "../issue-list.schema.ts";

/** One line of a list of issues; instants ISO. `firm` only where the reader may know it. */
export type IssueListRow = {
  issueId: number;
  number: string;
  title: string;
  state: IssueState;
  closing: Closing | null;
  level: Level | null;
  gateOpen: boolean;
  severity: Severity;
  county: string;
  unit: string | null;
  firm: string | null;
  dueAt: string | null;
  dueClock: ClockKind | null;
  provisional: boolean;
  paused: boolean;
  submittedAt: string;
};
/** What the rarer filters of the list offer; empty unless they are shown. */
export type IssueListChoices = {
  counties: { countyCode: string; name: string }[];
  categories: { categoryCode: string; name: string; nameEn: string }[];
};
export type IssueListPage = Page<IssueListRow> & { total: Total; now: string; choices: IssueListChoices };

const NO_CHOICES: IssueListChoices = { counties: [], categories: [] };

async function readChoices(tx: Tx): Promise<IssueListChoices> {
  const counties = await tx.execute<IssueListChoices["counties"][number]>(
    sql`select county_code as "countyCode", short_name as name from counties order by sort`,
  );
  const categories = await tx.execute<IssueListChoices["categories"][number]>(sql`
    select category_code as "categoryCode", name, name_en as "nameEn" from categories where active order by 1`);
  return { counties: [...counties], categories: [...categories] };
}

const ORDERS: Record<IssueList["sort"], ListOrder> = {
  newest: {
    key: sql`issues.issue_id`,
    id: sql`issues.issue_id`,
    descending: true,
    anchor: (id) => sql`select ${id}::integer, ${id}::integer`,
  },
  due: {
    key: DUE_ORDER,
    id: sql`issues.issue_id`,
    descending: false,
    anchor: (id) => sql`select ${DUE_ORDER}, issue_id from issues where issue_id = ${id}`,
  },
};

function conditions(ctx: Ctx, list: IssueList, now: string): SQL {
  const all: SQL[] = [issueScope(ctx.actor), issueSet(list.set, now)];
  if (list.state) all.push(sql`issues.state = ${list.state}`);
  if (list.category) all.push(sql`issues.category_code = ${list.category}`);
  if (list.county) all.push(sql`issues.county_code = ${list.county}`);
  if (list.department) all.push(sql`issues.lead_department_id = ${list.department}`);
  if (list.firm)
    all.push(sql`issues.issue_id in (select issue_id from issue_parties where firm_id = ${list.firm})`);
  if (list.mine && ctx.actor.kind === "person")
    all.push(
      sql`issues.issue_id in (select issue_id from issue_parties where raised_by = ${ctx.actor.userId})`,
    );
  if (list.q)
    all.push(sql`(issues.number = upper(${list.q}) or issues.title ilike ${`%${escaped(list.q)}%`})`);
  return sql.join(all, sql` and `);
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** One page of the issues in the actor's scope by the filters of the address. */
export function listIssues(ctx: Ctx, list: IssueList): Promise<IssueListPage> {
  return readTx(ctx, async (tx, now) => {
    const where = conditions(ctx, list, now);
    const keyset = keysetPage(ORDERS[list.sort], { ...list, last: list.page === "last" });
    const unitSide = ctx.actor.kind === "person" && isUnitSide(ctx.actor);
    const masked = unitSide || seesMasked(ctx.actor);
    const title = masked ? sql`p.title` : sql`coalesce(ip.title, p.title)`;
    const firm = seesMasked(ctx.actor) ? sql`null::text` : sql`f.name`;
    const rows = await tx.execute<IssueListRow>(sql`
      with page as (
        select issues.*, row_number() over (order by ${keyset.orderBy}) as place_in_list from issues where ${where} and ${keyset.where} order by ${keyset.orderBy} limit ${keyset.limit})
      select p.issue_id as "issueId", p.number, ${title} as title, p.state, p.closing, p.level, p.gate_open as "gateOpen",
        p.severity, c.short_name as county, d.short_name as unit, ${firm} as firm,
        to_char(p.next_due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", p.next_due_clock as "dueClock",
        p.provisional_due as provisional, p.paused_at is not null as paused,
        to_char(p.submitted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "submittedAt"
      from page p join counties c using (county_code) left join departments d on d.department_id = p.lead_department_id
      left join issue_parties ip on ip.issue_id = p.issue_id left join firms f on f.firm_id = ip.firm_id
      order by p.place_in_list`);
    const [counted] = await tx.execute<{ n: number }>(sql`
      select count(*)::integer as n from (select 1 from issues where ${where} limit ${COUNTED_TO + 1}) seen`);
    return {
      ...keyset.finish([...rows]),
      total: totalOf(counted?.n ?? 0),
      now,
      choices: list.more || list.category || list.county ? await readChoices(tx) : NO_CHOICES,
    };
  });
}
