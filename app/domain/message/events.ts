import type { Role } from "#app/domain/access/roles.ts";
import type { Ladder, Level } from "#app/domain/deadline/clocks.ts";
import type { HoldReason, MessageChannel, MessageOwner } from "./states.ts";

type Nothing = Record<never, never>;

/** What each event of a message carries. Payloads name nobody and quote nothing: identity and words lie in protected tables. */
export type MessagePayloads = {
  "message.received": {
    channel: MessageChannel;
    owner: MessageOwner;
    sealed: boolean;
    direct: boolean;
    held: HoldReason | null;
  };
  "message.firm_named": Nothing;
  "message.asked_back": Nothing;
  "message.reminded": Nothing;
  "message.supplied": { owner: MessageOwner };
  "message.unsupplied": Nothing;
  "message.handed_on": { to: MessageOwner };
  "message.closing_proposed": Nothing;
  "message.released": { owner: MessageOwner };
  "message.passed_on": Nothing;
  "message.declined": Nothing;
  "message.contested": Nothing;
  "message.reviewed": { reopened: boolean };
  "message.withdrawn": Nothing;
  "message.escalated": { ladder: Ladder; episode: number; level: Level };
};
export type MessageEventKind = keyof MessagePayloads;

export const MESSAGE_EVENT_KINDS = [
  "message.received",
  "message.firm_named",
  "message.asked_back",
  "message.reminded",
  "message.supplied",
  "message.unsupplied",
  "message.handed_on",
  "message.closing_proposed",
  "message.released",
  "message.passed_on",
  "message.declined",
  "message.contested",
  "message.reviewed",
  "message.withdrawn",
  "message.escalated",
] as const satisfies readonly MessageEventKind[];

/** An event of the log; `at` epoch ms. A deputy or a firm's person stands in it by role alone. */
export type MessageEvent = {
  [K in MessageEventKind]: {
    kind: K;
    version: 1;
    payload: MessagePayloads[K];
    actor: { userId: number | null; role: Role | "system" };
    at: number;
  };
}[MessageEventKind];

/** Events that come with words, kept apart and as protected as the message. */
export const MESSAGE_TEXT_EVENTS = [
  "message.asked_back",
  "message.supplied",
  "message.handed_on",
  "message.closing_proposed",
  "message.declined",
  "message.contested",
  "message.reviewed",
  "message.withdrawn",
] as const satisfies readonly MessageEventKind[];
export type MessageTextEvent = (typeof MESSAGE_TEXT_EVENTS)[number];

/** What stays between the offices: the sender is not shown it. */
const OFFICE_ONLY: readonly MessageEventKind[] = [
  "message.firm_named",
  "message.closing_proposed",
  "message.escalated",
];

/** Whether the sender sees the step on the status page. */
export function isShownToSender(kind: MessageEventKind): boolean {
  return !OFFICE_ONLY.includes(kind);
}

/** Whether the sender may read the words of a step; a note with which an office handed it on is not for them. */
export function areWordsForSender(kind: MessageTextEvent): boolean {
  return isShownToSender(kind) && kind !== "message.handed_on";
}
