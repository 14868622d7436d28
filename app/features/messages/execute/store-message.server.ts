import { eq } from "drizzle-orm";
import { messageClockRows, nextStepOf } from "#app/domain/message/clock-rows.ts";
import { MESSAGE_TEXT_EVENTS, type MessageEvent, type MessageTextEvent } from "#app/domain/message/events.ts";
import { foldMessage, type MessageFacts } from "#app/domain/message/facts.ts";
import type { Tx } from "#db/client.ts";
import { messages, messageTexts } from "#db/schema/intake/messages.ts";
import { appendToLog } from "#db/subject-log.ts";
import { policyBook, type Rulebook } from "#db/views/rulebook.ts";
import { upsertClocks } from "#db/writes/upsert-clocks.ts";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** What a command writes of a message beside what its events say. */
export type MessageChanges = Partial<
  Pick<
    typeof messages.$inferInsert,
    "deputyId" | "firmId" | "firmMatch" | "issueId" | "whereToGo" | "countyCode" | "townshipCode"
  >
>;

/** Appends decided events, keeps the words that came with them, and brings columns and clocks into line; returns the facts after them. */
export async function storeMessage(
  tx: Tx,
  message: { messageId: number; countyCode: string; before: MessageFacts },
  decided: readonly MessageEvent[],
  rulebook: Rulebook,
  beside: { words: string; writtenBy: number | null; changes: MessageChanges },
): Promise<MessageFacts> {
  const { messageId, before } = message;
  await appendToLog(tx, "message", messageId, decided);
  const facts = foldMessage(decided, before);
  const worded = decided.find((event) => (MESSAGE_TEXT_EVENTS as readonly string[]).includes(event.kind));
  if (worded && beside.words !== "")
    await tx.insert(messageTexts).values({
      messageId,
      eventKind: worded.kind as MessageTextEvent,
      body: beside.words,
      writtenBy: beside.writtenBy,
      writtenAt: new Date(worded.at).toISOString(),
    });
  const rows = messageClockRows(messageId, facts, policyBook(rulebook), rulebook.calendar);
  const next = nextStepOf(rows);
  await tx
    .update(messages)
    .set({
      state: facts.state ?? "received",
      closing: facts.closing,
      owner: facts.owner,
      holdReason: facts.state === "held" ? facts.held : null,
      closingProposed: facts.closingProposed && facts.closedAt === null,
      review: facts.review,
      nextDueAt: iso(next?.dueAt ?? null),
      closedAt: iso(facts.closedAt),
      version: facts.version,
      ...beside.changes,
    })
    .where(eq(messages.messageId, messageId));
  const countyCode = facts.sealed ? null : message.countyCode;
  await upsertClocks(tx, { issueId: null, countyCode }, facts.clocks, rows);
  return facts;
}
