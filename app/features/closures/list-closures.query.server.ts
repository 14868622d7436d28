import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { HollowSign, ReviewDecision } from "#app/domain/supervision/states.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { keptRead } from "#db/kept-read.ts";
import { issueScope } from "#db/views/issue.scope.ts";

/** What was seen of a sign: minutes to the answer, the other issue with the same words, the one raised again. */
export type SignFacts = Partial<Record<HollowSign, Record<string, string | number>>>;

/** A closure that looks hollow; instants ISO. */
export type ClosureRow = {
  reviewId: number;
  version: number;
  issueId: number;
  number: string;
  title: string;
  county: string;
  unit: string | null;
  closing: string;
  closedAt: string;
  signs: HollowSign[];
  facts: SignFacts;
  answer: string | null;
  decision: ReviewDecision | null;
  decidedBy: string | null;
  decidedAt: string | null;
  reason: string | null;
};

export type ClosurePage = { rows: ClosureRow[]; waiting: number; next: number | null; first: boolean };

const PAGE = 20;

const FROM = sql`closure_reviews r join issues on issues.issue_id = r.issue_id`;

async function waiting(tx: Tx, actor: Actor): Promise<number> {
  const [row] = await tx.execute<{ waiting: number }>(
    sql`select count(*)::int as waiting from ${FROM} where r.decision is null and ${issueScope(actor)}`,
  );
  return row?.waiting ?? 0;
}

/** How many closures wait for a person's judgement, in the actor's scope. */
export function countClosures(ctx: Ctx): Promise<number> {
  return keptRead(ctx, "closures", (tx) => waiting(tx, ctx.actor));
}

/** One page of closures under review in the actor's scope, the latest first. */
export function listClosures(
  ctx: Ctx,
  input: { show: "waiting" | "decided"; after: number | null },
): Promise<ClosurePage> {
  return readTx(ctx, async (tx) => {
    const state = sql.raw(input.show === "waiting" ? "r.decision is null" : "r.decision is not null");
    const rows = await tx.execute<ClosureRow>(sql`
      select r.closure_review_id as "reviewId", r.version, r.issue_id as "issueId", issues.number, issues.title, c.short_name as county, d.short_name as unit,
        coalesce(issues.closing, 'resolved') as closing, to_jsonb(r.signs) as signs, r.facts, r.decision, u.name as "decidedBy", r.reason,
        to_char(coalesce(issues.closed_at, r.found_at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "closedAt",
        to_char(r.decided_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt",
        (select a.body from answers a where a.issue_id = r.issue_id and a.state = 'signed' order by a.answer_id desc limit 1) as answer
      from ${FROM} join counties c using (county_code) left join departments d on d.department_id = issues.lead_department_id
        left join users u on u.user_id = r.decided_by
      where ${state} and ${issueScope(ctx.actor)} and (${input.after}::int is null or r.closure_review_id < ${input.after})
      order by r.closure_review_id desc limit ${PAGE + 1}`);
    const page = rows.slice(0, PAGE);
    return {
      rows: page,
      waiting: await waiting(tx, ctx.actor),
      next: rows.length > PAGE ? (page.at(-1)?.reviewId ?? null) : null,
      first: input.after === null,
    };
  });
}
