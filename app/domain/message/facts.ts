import { effectiveAt } from "#app/domain/deadline/order.ts";
import type { ClockSpan } from "#app/domain/deadline/span.ts";
import { ClockSheet } from "#app/domain/issue/fold/clocks.ts";
import type { MessageEvent } from "./events.ts";
import type { HoldReason, MessageClosing, MessageOwner, MessageState } from "./states.ts";

/** All a decision needs to know of a message, folded from its events alone. Instants are epoch ms. */
export type MessageFacts = {
  /** Counts the events of people and of lapses; levels reached by the clock do not make a form stale. */
  version: number;
  lastAt: number | null;
  state: MessageState | null;
  closing: MessageClosing | null;
  closedAt: number | null;
  owner: MessageOwner;
  sealed: boolean;
  direct: boolean;
  receivedAt: number;
  held: HoldReason | null;
  /** Rounds in which the sender has been asked for more: asked, then reminded. */
  asked: number;
  closingProposed: boolean;
  declinedBy: number | null;
  review: "none" | "open" | "final";
  clocks: readonly ClockSpan[];
};

/** A message before its first event. */
export const NO_MESSAGE: MessageFacts = {
  version: 0,
  lastAt: null,
  state: null,
  closing: null,
  closedAt: null,
  owner: "clerk",
  sealed: false,
  direct: false,
  receivedAt: 0,
  held: null,
  asked: 0,
  closingProposed: false,
  declinedBy: null,
  review: "none",
  clocks: [],
};

/** Folds events onto facts, in the order of the log. */
export function foldMessage(
  events: readonly MessageEvent[],
  before: MessageFacts = NO_MESSAGE,
): MessageFacts {
  return events.reduce(foldOne, before);
}

function foldOne(facts: MessageFacts, event: MessageEvent): MessageFacts {
  const at = effectiveAt(facts.lastAt, event.at);
  const sheet = new ClockSheet(facts.clocks, at);
  if (event.kind === "message.escalated") {
    const { ladder, episode, level } = event.payload;
    sheet.change(
      (span) => span.ladder === ladder && span.episode === episode,
      (span) => ({ ...span, reached: [...span.reached, level] }),
    );
    return { ...facts, lastAt: at, clocks: sheet.spans };
  }
  const changed = change(facts, event, at, sheet);
  return { ...facts, ...changed, version: facts.version + 1, lastAt: at, clocks: sheet.spans };
}

type Settled = Exclude<MessageEvent, { kind: "message.escalated" }>;

function change(facts: MessageFacts, event: Settled, at: number, sheet: ClockSheet): Partial<MessageFacts> {
  const takeUp = (owner: MessageOwner) => sheet.start("message_takeup", { party: owner, departmentId: null });
  const end = (closing: MessageClosing): Partial<MessageFacts> => {
    sheet.end(() => true);
    return { state: "closed", closing, closedAt: at, asked: 0 };
  };
  switch (event.kind) {
    case "message.received": {
      const { owner, sealed, direct, held } = event.payload;
      takeUp(owner);
      return { state: held === null ? "received" : "held", owner, sealed, direct, held, receivedAt: at };
    }
    case "message.firm_named":
      return {};
    case "message.asked_back":
      sheet.endKinds("message_takeup");
      sheet.start("information", { party: "firm", departmentId: null });
      return { state: "asked_back", asked: 1 };
    case "message.reminded":
      sheet.endKinds("information");
      sheet.start("information", { party: "firm", departmentId: null });
      return { asked: facts.asked + 1 };
    case "message.supplied":
      if (facts.state === "received" || facts.state === "held") return {};
      sheet.endKinds("information");
      takeUp(event.payload.owner);
      return { state: "received", closing: null, closedAt: null, asked: 0, owner: event.payload.owner };
    case "message.unsupplied":
      return end("unsupplied");
    case "message.handed_on": {
      const { to } = event.payload;
      if (facts.state === "asked_back") {
        sheet.endKinds("information");
        takeUp(to);
      } else {
        // The clock runs on: handing a message round never buys time.
        sheet.change(
          (span) => span.kind === "message_takeup" && span.endedAt === null,
          (span) => ({ ...span, owner: { party: to, departmentId: null } }),
        );
      }
      return { state: "received", owner: to, asked: 0 };
    }
    case "message.closing_proposed":
      return { closingProposed: true };
    case "message.released":
      sheet.endKinds("message_takeup");
      takeUp(event.payload.owner);
      return { state: "received", owner: event.payload.owner, held: null, closingProposed: false };
    case "message.passed_on":
      sheet.end(() => true);
      return { state: "passed_on", closedAt: at };
    case "message.declined":
      return { ...end("declined"), declinedBy: event.actor.userId };
    case "message.contested":
      sheet.start("review", { party: "city_supervisor", departmentId: null });
      return { review: "open" };
    case "message.reviewed": {
      sheet.endKinds("review");
      if (!event.payload.reopened) return { review: "final" };
      const owner = facts.sealed ? ("city_supervisor" as const) : ("county_supervisor" as const);
      takeUp(owner);
      return { state: "received", closing: null, closedAt: null, owner, review: "final", held: null };
    }
    case "message.withdrawn":
      return end("withdrawn");
  }
}
