import { isFromFirm, TEXT_EVENTS, type TextEvent } from "#app/domain/issue/telling/texts.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { issueTexts } from "#db/schema/issues.ts";
import type { Decided } from "./run-issue-command.server.ts";

/** Keeps the words that came with a command, beside the event they belong to; empty ones are not kept. */
export async function keepText({ tx, issue, events }: Decided, body: string): Promise<Result<true>> {
  const event = events.find((one) => (TEXT_EVENTS as readonly string[]).includes(one.kind));
  if (event === undefined || body === "") return ok(true);
  const eventKind = event.kind as TextEvent;
  await tx.insert(issueTexts).values({
    issueId: issue.issueId,
    eventKind,
    fromFirm: isFromFirm(eventKind),
    body,
    writtenBy: event.actor.userId,
    writtenAt: new Date(event.at).toISOString(),
  });
  return ok(true);
}
