import { sql } from "drizzle-orm";
import { isUnitSide } from "#app/domain/access/policy.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { Closing, IssueState, Severity } from "#app/domain/issue/states.ts";
import { type ExportFormat, streamTable } from "#app/platform/sheets/write-sheet.server.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { seesMasked } from "#db/views/issue.scope.ts";
import { keysetPage } from "#db/views/keyset.ts";
import { logExport } from "#db/writes/log-export.ts";
import { readIssueList } from "../issue-list.schema.ts";
import { issueConditions } from "../queries/list-issues.query.server.ts";

/** An issue as an export writes it; instants ISO, days civil. `firm` is the pseudonym where the reader may not know the name. */
export type ExportedIssue = {
  issueId: number;
  number: string;
  title: string;
  state: IssueState;
  closing: Closing | null;
  level: Level | null;
  severity: Severity;
  round: number;
  category: string | null;
  county: string;
  firm: string;
  unit: string | null;
  submittedOn: string;
  dispatchedOn: string | null;
  dueOn: string | null;
  answeredOn: string | null;
  closedOn: string | null;
};

export type IssueExportWords = {
  sheet: string;
  titles: readonly string[];
  cells: (issue: ExportedIssue) => (string | number | boolean | null)[];
};

const BATCH_ROWS = 1_000;
const WIDTH = 16;
const WIDE = 40;

/** Exports the issues that the filters and the actor's scope leave, streamed, formulas neutralised; the audit learns of it first. */
export async function exportIssues(
  ctx: Ctx,
  role: Role,
  asked: { filters: string; reason: string; format: ExportFormat; words: IssueExportWords },
): Promise<{ stream: ReadableStream<Uint8Array>; type: string }> {
  const { filters, reason, format, words } = asked;
  await logExport(ctx, "issue.export", "issues", { filters, reason, format });
  async function* rows() {
    for await (const issue of issuesOf(ctx, role, filters)) yield words.cells(issue);
  }
  const columns = words.titles.map((title, at) => ({ title, width: at === 1 || at === 8 ? WIDE : WIDTH }));
  return streamTable(format, { name: words.sheet, columns, rows: rows() });
}

const day = (column: string) => sql.raw(`(${column} at time zone 'Asia/Shanghai')::date::text`);

async function* issuesOf(
  ctx: Ctx,
  role: Role,
  filters: string,
): AsyncGenerator<ExportedIssue, void, undefined> {
  const list = readIssueList(new URLSearchParams(filters), role);
  const now = await ctx.clock.now();
  const unitSide = ctx.actor.kind === "person" && isUnitSide(ctx.actor);
  const firm = seesMasked(ctx.actor) ? sql`null::text` : sql`f.name`;
  const title = unitSide || seesMasked(ctx.actor) ? sql`issues.title` : sql`coalesce(ip.title, issues.title)`;
  const id = sql`issues.issue_id`;
  for (let after: number | undefined; ; ) {
    const page = keysetPage(
      { key: id, id, descending: true, anchor: (at) => sql`select ${at}::int, ${at}::int` },
      { after },
      BATCH_ROWS,
    );
    const fetched = await readTx(ctx, (tx) =>
      tx.execute<ExportedIssue>(sql`
        select issues.issue_id as "issueId", issues.number, ${title} as title, issues.state, issues.closing, issues.level,
          issues.severity, issues.round, k.name as category, c.short_name as county,
          coalesce(${firm}, issues.pseudonym) as firm, d.short_name as unit,
          ${day("issues.submitted_at")} as "submittedOn", ${day("issues.dispatched_at")} as "dispatchedOn",
          ${day("issues.next_due_at")} as "dueOn", ${day("issues.answered_at")} as "answeredOn", ${day("issues.closed_at")} as "closedOn"
        from issues join counties c using (county_code) left join departments d on d.department_id = issues.lead_department_id
          left join categories k on k.category_code = issues.category_code
          left join issue_parties ip on ip.issue_id = issues.issue_id left join firms f on f.firm_id = ip.firm_id
        where ${issueConditions(ctx, list, now)} and ${page.where} order by ${page.orderBy} limit ${page.limit}`),
    );
    const { rows, hasNext } = page.finish([...fetched]);
    yield* rows;
    after = rows.at(-1)?.issueId;
    if (!hasNext) return;
  }
}
