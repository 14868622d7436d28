import type { Actor } from "#app/domain/access/actor.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import { tellingsOf } from "#app/domain/issue/telling/told.ts";
import type { Tx } from "#db/client.ts";
import { outbox } from "#db/schema/escalations.ts";

/** Topic of the outbox under which commands leave what the sides of an issue are to be told. */
export const TELL_TOPIC = "issue_step";

/**
 * Leaves in the outbox which steps are to be told to whom, in the transaction that took them. The people are found later, by the system:
 * who took the step may not be allowed to know the firm.
 */
export async function leaveToTell(
  tx: Tx,
  actor: Actor,
  now: string,
  issueId: number,
  events: readonly IssueEvent[],
): Promise<void> {
  const tellings = tellingsOf(events);
  if (tellings.length === 0) return;
  const by = actor.kind === "person" ? actor.userId : null;
  await tx.insert(outbox).values({
    topic: TELL_TOPIC,
    payload: { issueId, by, at: now, tellings },
    createdAt: now,
    availableAt: now,
  });
}
