import { eq, sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { findTold } from "#app/domain/escalation/told.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Db, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { closureReviews } from "#db/schema/oversight/supervision.ts";
import { keptDirectory } from "#db/views/directory.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { tellPeople } from "#db/writes/tell-people.ts";
import type { ClosureForm } from "./closure.schema.ts";

type Reviewed = {
  version: number;
  decided: boolean;
  issueId: number;
  number: string;
  departmentId: number | null;
  countyCode: string;
};

/**
 * Decides on a closure under review, once. Where it is found hollow, the unit's head, the county's supervisors and the deputy are told: the
 * deputy or the firm may have it taken up again. Refuses with `common.not_found`, `common.conflict`.
 */
export function decideClosure(ctx: Ctx, key: string, form: ClosureForm): Promise<Result<{ number: string }>> {
  return once(ctx, { key, action: "closure.decide", content: form }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.not_found", {});
    const { reviewId, version, decision, reason } = form;
    const [row] = await tx.execute<Reviewed>(sql`
      select r.version, r.decision is not null as decided, r.issue_id as "issueId", issues.number, issues.lead_department_id as "departmentId",
        issues.county_code as "countyCode"
      from closure_reviews r join issues on issues.issue_id = r.issue_id
      where r.closure_review_id = ${reviewId} and ${issueScope(actor)} for update of r`);
    if (!row) return refuse("common.not_found", {});
    if (row.decided || row.version !== version)
      return refuse("common.conflict", { expected: version, found: row.version });
    await tx
      .update(closureReviews)
      .set({ decision, reason, decidedAt: now, decidedBy: actor.userId, version: row.version + 1 })
      .where(eq(closureReviews.closureReviewId, reviewId));
    if (decision === "hollow") await tellHollow(ctx.db, tx, now, row);
    const about = { subjectKind: "closure_review" as const, subjectId: reviewId };
    const payload = { issueId: row.issueId, decision, reason };
    await recordEvent(tx, actor, now, { ...about, kind: `closure.${decision}`, payload });
    const audit = { action: `closure.${decision}`, objectKind: about.subjectKind, objectId: reviewId };
    await recordAudit(tx, actor, now, audit, ctx.requestId);
    return ok({ number: row.number });
  });
}

async function tellHollow(
  db: Db,
  tx: Tx,
  now: string,
  { issueId, number, departmentId, countyCode }: Reviewed,
) {
  const directory = await keptDirectory(db, tx, civilDayOf(now));
  const deputies = await tx.execute<{ userId: number }>(sql`
    select d.user_id as "userId" from issue_parties p join deputies d on d.deputy_id = p.deputy_id
    where p.issue_id = ${issueId} and d.user_id is not null and not p.past_deputy and p.confidentiality <> 'sealed'`);
  const where = {
    departmentId,
    countyCode,
    dispatchedFrom: "county" as const,
    partyUsers: { deputy: deputies.map((one) => one.userId) },
  };
  const { told } = findTold(directory, where, ["unit_head", "deputy"], ["county_supervisor"]);
  await tellPeople(tx, now, told, { kind: "closure_hollow", issueId, facts: { number } });
}
