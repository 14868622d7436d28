import { z } from "zod";
import { HAND_ON_TARGETS } from "#app/domain/message/states.ts";
import { line, optionalText, rowId, seenVersion, words } from "#app/platform/shapes.ts";

/** Longest words of a message, in characters. */
export const MESSAGE_LIMIT = 2000;
const reason = words(500);
const tick = z.boolean("form.invalid").default(false);

/** What the page behind a code sends; `website` is a field that people never see. */
export const intakeSchema = z.strictObject({
  words: words(MESSAGE_LIMIT),
  phone: line(40),
  firmName: optionalText(100),
  sealed: tick,
  direct: tick,
  website: optionalText(200),
  opened: optionalText(40),
});
export type IntakeForm = z.output<typeof intakeSchema>;

/** The fields of each command that the office gives, beside `command` and `version`. */
export const MESSAGE_FIELDS = {
  pass_on: { firmId: rowId.optional(), firmUscc: optionalText(40), firmTitle: optionalText(100) },
  name_firm: { firmId: rowId.optional(), firmUscc: optionalText(40), firmTitle: optionalText(100) },
  ask_back: { words: reason },
  hand_on: {
    to: z.enum(HAND_ON_TARGETS, "form.required"),
    deputyName: optionalText(40),
    words: optionalText(500),
  },
  propose_closing: { words: reason },
  release: {},
  decline: { words: reason, whereToGo: words(300) },
  review: { reopened: tick, words: reason },
} as const;
export type MessageFormCommand = keyof typeof MESSAGE_FIELDS;
export const MESSAGE_FORM_COMMANDS = Object.keys(MESSAGE_FIELDS) as MessageFormCommand[];

/** The whole form of one command of the office. */
export function messageCommandSchema<K extends MessageFormCommand>(command: K) {
  return z.strictObject({
    command: z.literal(command),
    version: seenVersion,
    ...(MESSAGE_FIELDS[command] as (typeof MESSAGE_FIELDS)[K]),
  });
}
export type MessageFormOf<K extends MessageFormCommand> = z.output<z.ZodObject<(typeof MESSAGE_FIELDS)[K]>>;

/** What the sender does on the status page while it is a message. */
export const SENDER_FIELDS = {
  supply: { words: words(MESSAGE_LIMIT) },
  contest: { words: optionalText(MESSAGE_LIMIT) },
  withdraw: { words: optionalText(MESSAGE_LIMIT) },
} as const;
export type SenderCommand = keyof typeof SENDER_FIELDS;
export const SENDER_COMMANDS = Object.keys(SENDER_FIELDS) as SenderCommand[];

/** The whole form of one of them. */
export function senderCommandSchema<K extends SenderCommand>(command: K) {
  return z.strictObject({
    command: z.literal(command),
    version: seenVersion,
    ...(SENDER_FIELDS[command] as (typeof SENDER_FIELDS)[K]),
  });
}

/** Asks for a new status link. */
export const reissueSchema = z.strictObject({ command: z.literal("reissue") });

export const pressureSchema = z.strictObject({ command: z.literal("pressure"), words: words(MESSAGE_LIMIT) });
export const pressureHandledSchema = z.strictObject({
  reportId: rowId,
  version: seenVersion,
  note: words(1000),
});
