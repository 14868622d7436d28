import { and, eq, isNull, sql } from "drizzle-orm";
import type { IssueEvent, IssueEventOf } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { Tx } from "#db/client.ts";
import { answers, promises } from "#db/schema/answers.ts";
import { issueAssignments, issueConsents, issueParties } from "#db/schema/issues.ts";

/**
 * Brings the tables that stand beside the log into line with new events: who had the issue when, consents, drafts and deliveries,
 * promises, and the confidentiality that row-level security reads.
 */
export async function storeBeside(
  tx: Tx,
  issueId: number,
  after: IssueFacts,
  decided: readonly IssueEvent[],
): Promise<void> {
  for (const event of decided) {
    const at = new Date(event.at).toISOString();
    switch (event.kind) {
      case "issue.consent_recorded":
        await tx
          .insert(issueConsents)
          .values({ issueId, ...event.payload, recordedBy: event.actor.userId, createdAt: at });
        break;
      case "issue.dispatched":
        await reassign(tx, issueId, event, at);
        break;
      case "issue.accepted":
        await hide(tx, issueId, event.payload.confidentiality);
        break;
      case "issue.confidentiality_changed":
        await hide(tx, issueId, event.payload.to);
        break;
      case "issue.answer_sent_back":
        await tx
          .update(answers)
          .set({ state: "sent_back", comment: event.payload.comment })
          .where(and(eq(answers.issueId, issueId), eq(answers.state, "draft")));
        break;
      case "issue.answer_signed":
        await endPromises(tx, issueId, "reported_kept", at);
        if (event.payload.promisedOn !== null)
          await promise(tx, issueId, after, event.payload.promisedOn, at);
        break;
      case "issue.promise_date_ruled":
        await tx
          .update(promises)
          .set({ dueOn: event.payload.promisedOn })
          .where(and(eq(promises.issueId, issueId), isNull(promises.endedAt)));
        break;
      case "issue.partly_ruled":
        await promise(tx, issueId, after, event.payload.promisedOn, at);
        break;
      case "issue.delivered":
        await tx
          .update(answers)
          .set({ deliveredAt: at })
          .where(and(eq(answers.issueId, issueId), eq(answers.state, "signed"), isNull(answers.deliveredAt)));
        break;
    }
  }
  if (after.state !== "closed") return;
  const at = new Date(after.closedAt ?? after.lastAt ?? 0).toISOString();
  await endAssignments(tx, issueId, after.closing ?? "closed", at);
  await endPromises(tx, issueId, after.closing === "resolved" ? "kept" : "dropped", at);
}

async function endAssignments(tx: Tx, issueId: number, endReason: string, at: string): Promise<void> {
  await tx
    .update(issueAssignments)
    .set({ endedAt: at, endReason })
    .where(and(eq(issueAssignments.issueId, issueId), isNull(issueAssignments.endedAt)));
}

/** The unit before leaves, the new one and its co-handlers come; what the former unit had drafted is superseded. */
async function reassign(
  tx: Tx,
  issueId: number,
  event: IssueEventOf<"issue.dispatched">,
  at: string,
): Promise<void> {
  const { departmentId, coHandlers, round, cause } = event.payload;
  await endAssignments(tx, issueId, cause, at);
  const part = (id: number, name: "lead" | "co") => ({
    issueId,
    departmentId: id,
    part: name,
    round,
    startedAt: at,
  });
  await tx
    .insert(issueAssignments)
    .values([part(departmentId, "lead"), ...coHandlers.map((id) => part(id, "co"))]);
  await tx
    .update(answers)
    .set({ state: "superseded" })
    .where(and(eq(answers.issueId, issueId), eq(answers.state, "draft")));
  await endPromises(tx, issueId, "dropped", at);
}

async function promise(tx: Tx, issueId: number, after: IssueFacts, dueOn: string, at: string): Promise<void> {
  await tx.execute(sql`
    insert into promises (issue_id, department_id, county_code, body, due_on, state, created_at)
    select ${issueId}, ${after.lead?.departmentId ?? null}::integer, ${after.countyCode},
      coalesce((select body from answers where issue_id = ${issueId} order by answer_id desc limit 1), ''), ${dueOn}::date, 'open', ${at}`);
}

async function endPromises(tx: Tx, issueId: number, state: string, at: string): Promise<void> {
  await tx
    .update(promises)
    .set({ state, endedAt: at })
    .where(and(eq(promises.issueId, issueId), isNull(promises.endedAt)));
}

/** The protected row follows the issue's confidentiality: from here on row-level security decides who may read it. */
async function hide(tx: Tx, issueId: number, confidentiality: string): Promise<void> {
  await tx.update(issueParties).set({ confidentiality }).where(eq(issueParties.issueId, issueId));
}
