import { type SQL, sql } from "drizzle-orm";
import { isUnitSide } from "#app/domain/access/policy.ts";
import { isOneOf } from "#app/domain/register/rights.ts";
import { type Ctx, type Db, read, readTogether } from "#db/client.ts";
import { listDivisions } from "#db/views/divisions.ts";
import { issueScope, seesByCounty, seesMasked } from "#db/views/issue.scope.ts";
import { DUE_ORDER } from "#db/views/issue-order.ts";
import { issueSetFor } from "#db/views/issue-sets.ts";
import { countedPage, type ListOrder, type Page, type Total } from "#db/views/keyset.ts";
import type { IssueColumn, IssueLine } from "../issue-columns.ts";
import type { IssueList } from "../issue-list.schema.ts";
import { TAGGERS } from "../issue-roles.ts";
import { type SavedView, viewsOf } from "../views/saved-views.server.ts";

/** What the rarer filters of the list offer; empty unless they are shown. */
export type IssueListChoices = {
  counties: { countyCode: string; name: string }[];
  categories: { categoryCode: string; name: string; nameEn: string }[];
  /** Tags on issues of the reader's; empty for whoever sees none. */
  tags: string[];
};
export type IssueListPage = Page<IssueLine> & { total: Total; choices: IssueListChoices; views: SavedView[] };

const NO_CHOICES: IssueListChoices = { counties: [], categories: [], tags: [] };
/** Most tags that are offered. */
const MOST_TAGS = 100;

async function readChoices({ db, actor }: Pick<Ctx, "db" | "actor">): Promise<IssueListChoices> {
  const [{ counties }, tags, categories] = await Promise.all([
    listDivisions(db),
    seesTags(actor) ? readTags(db, actor) : [],
    read(db, (tx) =>
      tx.execute<IssueListChoices["categories"][number]>(sql`
        select category_code as "categoryCode", name, name_en as "nameEn" from categories where active order by 1`),
    ),
  ]);
  return {
    counties: counties.map(({ code, name }) => ({ countyCode: code, name })),
    categories: [...categories],
    tags,
  };
}

async function readTags(db: Db, actor: Ctx["actor"]): Promise<string[]> {
  const rows = await read(db, (tx) =>
    tx.execute<{ tag: string }>(sql`
      select distinct tag from issue_tags join issues using (issue_id) where ${issueScope(actor)} order by tag limit ${MOST_TAGS}`),
  );
  return rows.map(({ tag }) => tag);
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

/** The issues in the actor's scope that a list's filters leave, as a condition on `issues`. */
export function issueConditions(ctx: Pick<Ctx, "actor">, list: IssueList, now: string): SQL {
  const all: SQL[] = [issueScope(ctx.actor), issueSetFor(ctx.actor, list.set, now)];
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
  if (list.tag && seesTags(ctx.actor))
    all.push(sql`issues.issue_id in (select issue_id from issue_tags where tag = ${list.tag})`);
  if (list.q)
    all.push(sql`(issues.number = upper(${list.q}) or issues.title ilike ${`%${escaped(list.q)}%`})`);
  return sql.join(all, sql` and `);
}

/** Tags are the congress's own. */
function seesTags(actor: Ctx["actor"]): boolean {
  return actor.kind === "person" && isOneOf(TAGGERS, actor.role);
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** One page of the issues in the actor's scope by the filters of the address, with the columns to show and no others. With `withViews` the saved views come in the same exchange with the database. */
export async function listIssues(
  ctx: Ctx,
  list: IssueList,
  columns: readonly IssueColumn[],
  withViews = false,
): Promise<IssueListPage> {
  const now = await ctx.clock.now();
  const unitSide = ctx.actor.kind === "person" && isUnitSide(ctx.actor);
  const masked = unitSide || seesMasked(ctx.actor);
  const title = masked ? sql`page.title` : sql`coalesce(ip.title, page.title)`;
  const showsFirm = columns.includes("firm") && !seesMasked(ctx.actor);
  const shown: Record<IssueColumn, SQL> = {
    state: sql`page.state, page.closing`,
    level: sql`page.level, page.gate_open as "gateOpen"`,
    firm: showsFirm ? sql`f.name as firm` : sql`null::text as firm`,
    unit: sql`d.short_name as unit`,
    county: sql`c.short_name as county`,
    due: sql`case when page.paused_at is not null then 'paused'
        else (page.next_due_at at time zone 'Asia/Shanghai')::date::text || case when page.provisional_due then '~' else '' end end as due,
      coalesce(page.next_due_at < ${now}::timestamptz, false) as late`,
  };
  const { statement, read: readPage } = countedPage({
    table: sql`issues`,
    where: issueConditions(ctx, list, now),
    order: ORDERS[list.sort],
    page: { ...list, last: list.page === "last" },
    gathered: !seesByCounty(ctx.actor) || Boolean(list.firm ?? list.mine ?? list.tag ?? list.q),
    columns: sql`issues.issue_id, issues.number, issues.title, issues.state, issues.closing, issues.level, issues.gate_open,
      issues.county_code, issues.lead_department_id, issues.next_due_at, issues.provisional_due, issues.paused_at`,
    shown: sql.join(
      [
        sql`page.issue_id as "issueId", page.number, ${title} as title`,
        ...columns.map((column) => shown[column]),
      ],
      sql`, `,
    ),
    joins: sql.join(
      [
        ...(columns.includes("county") ? [sql`join counties c on c.county_code = page.county_code`] : []),
        ...(columns.includes("unit")
          ? [sql`left join departments d on d.department_id = page.lead_department_id`]
          : []),
        ...(showsFirm || !masked ? [sql`left join issue_parties ip on ip.issue_id = page.issue_id`] : []),
        ...(showsFirm ? [sql`left join firms f on f.firm_id = ip.firm_id`] : []),
      ],
      sql` `,
    ),
  });
  const [[answer, views], choices] = await Promise.all([
    readTogether<[Record<string, unknown>, SavedView]>(ctx, [
      statement,
      withViews ? viewsOf(ctx.actor) : null,
    ]),
    list.more || list.category || list.county || list.tag ? readChoices(ctx) : NO_CHOICES,
  ]);
  return { ...readPage<IssueLine>(answer), choices, views };
}
