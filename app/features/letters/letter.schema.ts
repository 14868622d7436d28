import { z } from "zod";
import { civilDay, line, optionalText, rowId, seenVersion, words } from "#app/platform/shapes.ts";
import { LETTER_LISTS } from "./letter-roles.ts";

/** The list's address: which list, of one issue only, and the page. */
export const letterSearch = z.object({
  list: z.enum(LETTER_LISTS).optional().catch(undefined),
  issue: rowId.optional().catch(undefined),
  after: rowId.optional().catch(undefined),
});

/** A notice drafted by hand for an issue. */
export const draftLetterSchema = z.strictObject({ issueId: rowId });

const paper = { number: line(40), signer: line(40), replyBy: civilDay, body: words(4000) };
const FIELDS = {
  edit: paper,
  sign: paper,
  drop: { reason: words(500) },
  /** What was typed of the reply by then is kept for it. */
  receive: { reply: optionalText(4000) },
  reply: { reply: words(4000) },
} as const;

/** What may be posted to a notice, by command. */
export const letterSchema = z.discriminatedUnion("command", [
  z.strictObject({ command: z.literal("edit"), version: seenVersion, ...FIELDS.edit }),
  z.strictObject({ command: z.literal("sign"), version: seenVersion, ...FIELDS.sign }),
  z.strictObject({ command: z.literal("drop"), version: seenVersion, ...FIELDS.drop }),
  z.strictObject({ command: z.literal("receive"), version: seenVersion, ...FIELDS.receive }),
  z.strictObject({ command: z.literal("reply"), version: seenVersion, ...FIELDS.reply }),
]);
export type LetterForm = z.output<typeof letterSchema>;
