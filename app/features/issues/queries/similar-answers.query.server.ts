import { sql } from "drizzle-orm";
import type { AnswerClass } from "#app/domain/issue/states.ts";
import { type Ctx, readRows } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { limited } from "#db/views/keyset.ts";

/** An answer to a similar issue that its firm called solved, to be read while a new one is written. */
export type SimilarAnswer = {
  issueId: number;
  number: string;
  title: string;
  answerClass: AnswerClass;
  body: string;
};

/** The latest solved issues of the same category that are compared by title, and how many are shown. */
const COMPARED = 300;
const SHOWN = 3;

/** Solved issues of the same category in the reader's scope whose titles are most alike, with the answers that solved them. */
export function findSimilarAnswers(ctx: Ctx, issueId: number): Promise<SimilarAnswer[]> {
  return readRows<SimilarAnswer>(
    ctx,
    sql`
      with own as (select issue_id, title, category_code from issues where issue_id = ${issueId}),
      solved as (
        select issues.issue_id, issues.number, issues.title from issues, own
        where issues.category_code = own.category_code and issues.closing = 'resolved' and issues.confidentiality = 'open'
          and issues.issue_id <> own.issue_id and ${issueScope(ctx.actor)}
        order by issues.issue_id desc limit ${limited(COMPARED)})
      select s.issue_id as "issueId", s.number, s.title, a.answer_class as "answerClass", a.body
      from solved s cross join own
        join lateral (select answer_class, body from answers where answers.issue_id = s.issue_id and state = 'signed'
          order by answer_id desc limit 1) a on true
      order by similarity(s.title, own.title) desc, s.issue_id desc limit ${limited(SHOWN)}`,
  );
}
