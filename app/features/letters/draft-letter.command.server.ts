import { and, eq, inArray, sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { supervisionNotices } from "#db/schema/oversight/supervision.ts";
import { issueScope } from "#db/views/issue.scope.ts";

/**
 * A person drafts a supervision notice for an open issue whose ladder has not drafted one. Refuses with `common.not_found`,
 * `letter.issue_closed`, `letter.no_unit`, and `letter.already_open` while another one waits for its signature or reply.
 */
export function draftLetter(
  ctx: Ctx,
  key: string,
  input: { issueId: number },
): Promise<Result<{ letterId: number }>> {
  return once(ctx, { key, action: "letter.draft", content: input }, async (tx, now) => {
    const [issue] = await tx.execute<{ closed: boolean; departmentId: number | null }>(sql`
      select issues.state = 'closed' as closed, issues.lead_department_id as "departmentId" from issues
      where issues.issue_id = ${input.issueId} and ${issueScope(ctx.actor)} for update`);
    if (!issue) return refuse("common.not_found", {});
    if (issue.closed) return refuse("letter.issue_closed", {});
    if (issue.departmentId === null) return refuse("letter.no_unit", {});
    const [open] = await tx
      .select({ letterId: supervisionNotices.supervisionNoticeId })
      .from(supervisionNotices)
      .where(
        and(
          eq(supervisionNotices.issueId, input.issueId),
          inArray(supervisionNotices.state, ["draft", "signed"]),
        ),
      );
    if (open) return refuse("letter.already_open", open);
    const [made] = await tx
      .insert(supervisionNotices)
      .values({ issueId: input.issueId, departmentId: issue.departmentId, draftedAt: now })
      .returning({ letterId: supervisionNotices.supervisionNoticeId });
    const { letterId } = made!;
    const about = { subjectKind: "supervision_notice" as const, subjectId: letterId };
    await recordEvent(tx, ctx.actor, now, { ...about, kind: "letter.drafted", payload: input });
    const audit = { action: "letter.drafted", objectKind: about.subjectKind, objectId: letterId };
    await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
    return ok({ letterId });
  });
}
