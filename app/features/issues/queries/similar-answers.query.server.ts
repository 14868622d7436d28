import { sql } from "drizzle-orm";
import type { AnswerClass } from "#app/domain/issue/states.ts";
import { type Ctx, readRows } from "#db/client.ts";
import { oneIssueScope } from "#db/views/issue.scope.ts";
import { limited } from "#db/views/keyset.ts";

/** An answer to a similar issue that its firm called solved, to be read while a new one is written. */
export type SimilarAnswer = {
  issueId: number;
  number: string;
  title: string;
  answerClass: AnswerClass;
  body: string;
};

/** Among so many of the unit's latest closed issues, those of the same category are compared by title; and how many are shown. */
const LOOKED_AT = 600;
const SHOWN = 3;

/** Solved issues of the same category that the reader's own unit led, the most alike by title first, with the answers that solved them. */
export async function findSimilarAnswers(ctx: Ctx, issueId: number): Promise<SimilarAnswer[]> {
  const departmentId = ctx.actor.kind === "person" ? ctx.actor.departmentId : null;
  if (departmentId === null) return [];
  return readRows<SimilarAnswer>(
    ctx,
    sql`
      with own as (select title, category_code from issues where issue_id = ${issueId} and ${oneIssueScope(ctx.actor)}),
      latest as materialized (
        select issue_id, number, title, category_code, closing, confidentiality from issues
        where lead_department_id = ${departmentId} and state = 'closed' and issue_id <> ${issueId}
        order by issue_id desc limit ${limited(LOOKED_AT)})
      select s.issue_id as "issueId", s.number, s.title, a.answer_class as "answerClass", a.body
      from own join latest s on s.category_code = own.category_code and s.closing = 'resolved' and s.confidentiality = 'open'
        join lateral (select answer_class, body from answers where answers.issue_id = s.issue_id and state = 'signed'
          order by answer_id desc limit 1) a on true
      order by similarity(s.title, own.title) desc, s.issue_id desc limit ${limited(SHOWN)}`,
  );
}
