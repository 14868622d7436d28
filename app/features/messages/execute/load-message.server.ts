import { and, eq, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { MESSAGE_EVENT_KINDS, type MessageEvent } from "#app/domain/message/events.ts";
import { foldMessage, type MessageFacts } from "#app/domain/message/facts.ts";
import type { MessageActor } from "#app/domain/message/transitions.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { messages } from "#db/schema/intake/messages.ts";
import { readSubjectLog } from "#db/subject-log.ts";
import { messageScope } from "#db/views/message.scope.ts";

/** The row of a message as its reader may see it. */
export type MessageRow = typeof messages.$inferSelect;

/** A message as a decision needs it: its row, folded facts, how the actor stands to it, and the instant after the lock. */
export type LoadedMessage = {
  row: MessageRow;
  facts: MessageFacts;
  by: MessageActor;
  now: string;
};

/**
 * Locks a message in the actor's scope and folds its log. From here on the transaction sees this one row whatever it is changed to: a
 * deputy who hands it on may still write what follows. Refuses with `common.not_found`.
 */
export async function lockMessage(tx: Tx, ctx: Ctx, messageId: number): Promise<Result<LoadedMessage>> {
  const [seen] = await tx
    .select({ messageId: messages.messageId })
    .from(messages)
    .where(and(eq(messages.messageId, messageId), messageScope(ctx.actor)));
  if (!seen) return refuse("common.not_found", {});
  await seeMessage(tx, messageId);
  const [row] = await tx.select().from(messages).where(eq(messages.messageId, messageId)).for("update");
  const [inScope] = await tx
    .select({ messageId: messages.messageId })
    .from(messages)
    .where(and(eq(messages.messageId, messageId), messageScope(ctx.actor)));
  if (!row || !inScope) return refuse("common.not_found", {});
  const [tick] = await tx.execute<{ ms: number }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  const now = new Date(tick!.ms + ctx.clock.offsetMs()).toISOString();
  const facts = foldMessage(await readMessageLog(tx, messageId));
  return ok({ row, facts, by: standingOf(ctx.actor, row), now });
}

/** Lets row-level security show this one message to the rest of the transaction. */
export async function seeMessage(tx: Tx, messageId: number): Promise<void> {
  await tx.execute(sql`select set_config('app.message_id', ${String(messageId)}, true)`);
}

/** How an actor stands to a message. */
export function standingOf(
  actor: Actor,
  row: Pick<MessageRow, "messageId" | "firmId" | "deputyId">,
): MessageActor {
  const linked = actor.kind === "anonymous" && actor.link?.messageId === row.messageId;
  const speaks = actor.kind === "person" && actor.firmId !== null && actor.firmId === row.firmId;
  const holder = actor.kind === "person" && actor.deputyId !== null && actor.deputyId === row.deputyId;
  return { actor, sender: linked || speaks, holder };
}

/** The whole log of a message, in order. */
export function readMessageLog(tx: Tx, messageId: number): Promise<MessageEvent[]> {
  return readSubjectLog<MessageEvent>(tx, "message", messageId, MESSAGE_EVENT_KINDS);
}
