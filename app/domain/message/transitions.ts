import type { Actor } from "#app/domain/access/actor.ts";
import { dayOf } from "#app/domain/calendar/civil-day.ts";
import { dueOf } from "#app/domain/deadline/due.ts";
import { isPast } from "#app/domain/deadline/order.ts";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import { eventActor } from "#app/domain/issue/actors.ts";
import type { DecideContext } from "#app/domain/issue/rules/rule.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { MessageEvent, MessageEventKind, MessagePayloads } from "./events.ts";
import type { MessageFacts } from "./facts.ts";
import type { HandOnTarget, MessageClosing, MessageOwner, MessageState } from "./states.ts";

/** Who acts, and how this person stands to the message: `sender` = holds its link or speaks for its firm, `holder` = the deputy who has it. */
export type MessageActor = { actor: Actor; sender: boolean; holder: boolean };

/** What each command brings along; the words lie apart. */
export type MessageCommands = {
  receive: MessagePayloads["message.received"];
  name_firm: Record<never, never>;
  pass_on: { firmKnown: boolean };
  ask_back: Record<never, never>;
  supply: { to: MessageOwner };
  hand_on: { to: HandOnTarget };
  propose_closing: Record<never, never>;
  release: { to: MessageOwner };
  decline: Record<never, never>;
  contest: Record<never, never>;
  review: { reopened: boolean };
  withdraw: Record<never, never>;
  remind: Record<never, never>;
  close_unsupplied: Record<never, never>;
};
export type MessageCommandKind = keyof MessageCommands;
export type MessageCommand = {
  [K in MessageCommandKind]: { kind: K } & MessageCommands[K];
}[MessageCommandKind];

/** In what quality somebody gives a command. */
export const MESSAGE_ACTORS = [
  "sender",
  "deputy",
  "clerk",
  "supervisor",
  "city_supervisor",
  "system",
] as const;
export type MessageActorClass = (typeof MESSAGE_ACTORS)[number];

type From = "none" | MessageState | `closed:${MessageClosing}`;
type Draft = { [K in MessageEventKind]: { kind: K; payload: MessagePayloads[K] } }[MessageEventKind];
type Rule<K extends MessageCommandKind> = {
  from: readonly From[];
  by: readonly MessageActorClass[];
  to: readonly (From | "same")[];
  decide: (
    facts: MessageFacts,
    command: { kind: K } & MessageCommands[K],
    by: MessageActor,
    context: DecideContext,
  ) => Result<Draft>;
};

const OFFICE: readonly MessageActorClass[] = ["deputy", "clerk", "supervisor"];
const make = <K extends MessageEventKind>(kind: K, payload: MessagePayloads[K]): Result<Draft> =>
  ok({ kind, payload } as Draft);

/**
 * The life of a message as one table: from where, by whom, to where. A deputy stands in no row that closes one. Source: product
 * rules, section 5.
 */
export const MESSAGE_TRANSITIONS: { [K in MessageCommandKind]: Rule<K> } = {
  receive: {
    from: ["none"],
    by: ["sender", "system"],
    to: ["received", "held"],
    decide: (_facts, { kind: _kind, ...payload }) => make("message.received", payload),
  },
  name_firm: {
    from: ["received", "asked_back", "held"],
    by: OFFICE,
    to: ["same"],
    decide: () => make("message.firm_named", {}),
  },
  pass_on: {
    from: ["received", "asked_back", "held"],
    by: OFFICE,
    to: ["passed_on"],
    decide: (_facts, command) =>
      command.firmKnown ? make("message.passed_on", {}) : refuse("message.firm_unknown", {}, "firmId"),
  },
  ask_back: {
    from: ["received"],
    by: OFFICE,
    to: ["asked_back"],
    decide: () => make("message.asked_back", {}),
  },
  supply: {
    from: ["received", "asked_back", "held", "closed:unsupplied"],
    by: ["sender"],
    to: ["same", "received"],
    decide: (_facts, command) => make("message.supplied", { owner: command.to }),
  },
  hand_on: {
    from: ["received", "asked_back"],
    by: OFFICE,
    to: ["received"],
    decide: (facts, command) => {
      // A message sent past the deputy or under seal never comes to one.
      const closedToDeputies = facts.direct || facts.sealed;
      if (closedToDeputies && command.to !== "county_supervisor")
        return refuse("message.not_yours", { command: "hand_on" }, "to");
      if (facts.sealed) return refuse("message.not_yours", { command: "hand_on" }, "to");
      return make("message.handed_on", { to: command.to });
    },
  },
  propose_closing: {
    from: ["held", "received"],
    by: ["clerk"],
    to: ["same"],
    decide: (facts) =>
      facts.closingProposed
        ? refuse("message.wrong_state", { state: facts.state ?? "", command: "propose_closing" })
        : make("message.closing_proposed", {}),
  },
  release: {
    from: ["held"],
    by: ["clerk", "supervisor"],
    to: ["received"],
    decide: (_facts, command) => make("message.released", { owner: command.to }),
  },
  decline: {
    from: ["received", "asked_back", "held"],
    by: ["supervisor"],
    to: ["closed:declined"],
    decide: () => make("message.declined", {}),
  },
  contest: {
    from: ["closed:declined"],
    by: ["sender"],
    to: ["same"],
    decide: (facts, _command, _by, context) => {
      if (facts.review !== "none") return refuse("message.already_contested", {});
      const days = policyInForce(context.policies.deadlines, context.now).contestWindowDays;
      return dayOf(context.now) > dayOf(facts.closedAt ?? 0) + days
        ? refuse("message.window_over", { days })
        : make("message.contested", {});
    },
  },
  review: {
    from: ["closed:declined"],
    by: ["city_supervisor"],
    to: ["received", "closed:declined"],
    decide: (facts, command, by) => {
      if (facts.review !== "open")
        return refuse("message.wrong_state", { state: "closed", command: "review" });
      const self = by.actor.kind === "person" && by.actor.userId === facts.declinedBy;
      // Sealed messages are known to the city alone: there another person of the city rules.
      return self
        ? refuse("message.same_person", {})
        : make("message.reviewed", { reopened: command.reopened });
    },
  },
  withdraw: {
    from: ["received", "asked_back", "held"],
    by: ["sender"],
    to: ["closed:withdrawn"],
    decide: () => make("message.withdrawn", {}),
  },
  remind: {
    from: ["asked_back"],
    by: ["system"],
    to: ["same"],
    decide: (facts, _command, _by, context) =>
      informationRanOut(facts, context) && facts.asked < roundsOf(facts, context)
        ? make("message.reminded", {})
        : refuse("message.not_due_yet", {}),
  },
  close_unsupplied: {
    from: ["asked_back"],
    by: ["system"],
    to: ["closed:unsupplied"],
    decide: (facts, _command, _by, context) =>
      informationRanOut(facts, context) && facts.asked >= roundsOf(facts, context)
        ? make("message.unsupplied", {})
        : refuse("message.not_due_yet", {}),
  },
};

export const MESSAGE_COMMAND_KINDS = Object.keys(MESSAGE_TRANSITIONS) as MessageCommandKind[];

/** Where a message stands, in the table's words. */
export function messagePlace(facts: Pick<MessageFacts, "state" | "closing">): From {
  if (facts.state === null) return "none";
  return (facts.state === "closed" ? `closed:${facts.closing}` : facts.state) as From;
}

/** Whether `by` acts in the quality towards this message; the row's scope has been checked before. */
export function isMessageActor(facts: MessageFacts, by: MessageActor, quality: MessageActorClass): boolean {
  const { actor } = by;
  if (quality === "system") return actor.kind === "system";
  if (quality === "sender") return by.sender;
  if (actor.kind !== "person") return false;
  if (actor.role === "city_supervisor") return quality === "supervisor" || quality === "city_supervisor";
  if (facts.sealed) return false;
  if (quality === "supervisor") return actor.role === "county_supervisor";
  if (facts.direct) return false;
  if (quality === "clerk") return actor.role === "station_clerk" || actor.role === "township_officer";
  return quality === "deputy" && actor.role === "deputy" && by.holder && facts.owner === "deputy";
}

/**
 * Decides a command on a message: its event at `context.now`, or why it is refused. Pure: equal facts, command, actor and context give
 * equal events.
 */
export function decideMessage(
  facts: MessageFacts,
  command: MessageCommand,
  by: MessageActor,
  context: DecideContext,
): Result<MessageEvent[]> {
  const rule = MESSAGE_TRANSITIONS[command.kind] as Rule<MessageCommandKind>;
  if (command.kind === "decline" && by.actor.kind === "person" && by.actor.role === "deputy")
    return refuse("message.deputy_never_declines", {});
  if (!rule.from.includes(messagePlace(facts)))
    return refuse("message.wrong_state", { state: facts.state ?? "none", command: command.kind });
  if (!rule.by.some((quality) => isMessageActor(facts, by, quality)))
    return refuse("message.not_yours", { command: command.kind });
  const decided = rule.decide(facts, command as never, by, context);
  if (!decided.ok) return decided;
  const event = {
    ...decided.value,
    version: 1,
    actor: eventActor(by.actor),
    at: context.now,
  } as MessageEvent;
  return ok([event]);
}

/** Commands the table allows here, for buttons; guards may still refuse. */
export function messageCommandsFor(facts: MessageFacts, by: MessageActor): MessageCommandKind[] {
  return MESSAGE_COMMAND_KINDS.filter((kind) => {
    const rule = MESSAGE_TRANSITIONS[kind];
    return (
      rule.from.includes(messagePlace(facts)) && rule.by.some((quality) => isMessageActor(facts, by, quality))
    );
  });
}

function informationSpan(facts: MessageFacts) {
  return facts.clocks.find((span) => span.kind === "information" && span.endedAt === null);
}

function informationRanOut(facts: MessageFacts, context: DecideContext): boolean {
  const span = informationSpan(facts);
  if (span === undefined) return false;
  const due = dueOf(span, policyInForce(context.policies.deadlines, span.startedAt), context.calendar);
  return due.ok && isPast(due.value.dueAt, context.now);
}

function roundsOf(facts: MessageFacts, context: DecideContext): number {
  const startedAt = informationSpan(facts)?.startedAt ?? context.now;
  return policyInForce(context.policies.deadlines, startedAt).informationRounds;
}
