import { type SQL, sql } from "drizzle-orm";
import type { LetterState } from "#app/domain/supervision/states.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { keptRead } from "#db/kept-read.ts";
import { letterScope } from "#db/views/letter.scope.ts";
import type { LetterList } from "./letter-roles.ts";

/** A supervision notice in a list; days civil, instants ISO. */
export type LetterRow = {
  letterId: number;
  number: string | null;
  state: LetterState;
  issueNumber: string;
  title: string;
  county: string;
  unit: string | null;
  draftedAt: string;
  signedAt: string | null;
  receivedAt: string | null;
  replyBy: string | null;
  repliedAt: string | null;
  late: boolean;
};

export type LetterPage = {
  rows: LetterRow[];
  counts: Record<LetterList, number>;
  next: number | null;
  first: boolean;
};

const PAGE = 50;

/** The condition of a list on `letters`. */
function inList(list: LetterList, now: string): SQL {
  const today = sql`(${now}::timestamptz at time zone 'Asia/Shanghai')::date`;
  switch (list) {
    case "draft":
      return sql`letters.state = 'draft'`;
    case "awaiting":
      return sql`letters.state = 'signed'`;
    case "late":
      return sql`(letters.state = 'signed' and letters.reply_by < ${today})`;
    case "replied":
      return sql`letters.state = 'replied'`;
    case "all":
      return sql`true`;
  }
}

/** How many notices wait for a signature, and for how many the reply is overdue, in the actor's scope. */
export function countLetters(ctx: Ctx): Promise<Pick<Record<LetterList, number>, "draft" | "late">> {
  return keptRead(ctx, "letters", async (tx, now) => {
    const [counts] = await tx.execute<{ draft: number; late: number }>(sql`
      select count(*) filter (where ${inList("draft", now)})::int as draft, count(*) filter (where ${inList("late", now)})::int as late
      from supervision_notices letters join issues on issues.issue_id = letters.issue_id
      where letters.state in ('draft', 'signed') and ${letterScope(ctx.actor)}`);
    return counts!;
  });
}

/** One page of a list of notices in the actor's scope, the latest first, with the size of every list. */
export function listLetters(
  ctx: Ctx,
  input: { list: LetterList; issueId: number | null; after: number | null },
): Promise<LetterPage> {
  return readTx(ctx, async (tx, now) => {
    const own = sql`${letterScope(ctx.actor)} and (${input.issueId}::int is null or letters.issue_id = ${input.issueId})`;
    const from = sql`supervision_notices letters join issues on issues.issue_id = letters.issue_id`;
    const [counts] = await tx.execute<Record<LetterList, number>>(sql`
      select count(*) filter (where ${inList("draft", now)})::int as draft, count(*) filter (where ${inList("awaiting", now)})::int as awaiting,
        count(*) filter (where ${inList("late", now)})::int as late, count(*) filter (where ${inList("replied", now)})::int as replied,
        count(*)::int as all from ${from} where ${own}`);
    const rows = await tx.execute<LetterRow>(sql`
      select letters.supervision_notice_id as "letterId", letters.number, letters.state, issues.number as "issueNumber", issues.title,
        c.short_name as county, d.short_name as unit, letters.reply_by::text as "replyBy", ${inList("late", now)} as late,
        to_char(letters.drafted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "draftedAt",
        to_char(letters.signed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "signedAt",
        to_char(letters.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt",
        to_char(letters.replied_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "repliedAt"
      from ${from} join counties c using (county_code) left join departments d on d.department_id = letters.department_id
      where ${own} and ${inList(input.list, now)} and (${input.after}::int is null or letters.supervision_notice_id < ${input.after})
      order by letters.supervision_notice_id desc limit ${PAGE + 1}`);
    const page = rows.slice(0, PAGE);
    return {
      rows: page,
      counts: counts!,
      next: rows.length > PAGE ? (page.at(-1)?.letterId ?? null) : null,
      first: input.after === null,
    };
  });
}
