import type { ActorFacts } from "#app/domain/issue/actors.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { FirmSay } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { returned } from "./routing.ts";
import {
  currentPolicy,
  type DecideContext,
  draft,
  type EventDraft,
  futureDay,
  hasRunOut,
  produce,
  type Rules,
  withinDays,
} from "./rule.ts";

type VerdictCommand =
  | "say"
  | "rule_partly"
  | "open_callback"
  | "record_vain_try"
  | "record_call"
  | "conclude_callback"
  | "ratify"
  | "refuse_ratification"
  | "contest"
  | "rule_contest";

const CALLERS = ["deputy", "clerk", "supervisor"] as const;

/** The firm's word, the call-back in its silence, ratification, and contesting what was closed. */
export const VERDICT_RULES: Rules<VerdictCommand> = {
  say: [
    {
      from: ["answered"],
      by: ["firm"],
      to: ["same", "closed:resolved", "dispatched"],
      events: [
        "issue.delivered",
        "issue.firm_said",
        "issue.resolved",
        "issue.partly_asked",
        "issue.dispatched",
      ],
      decide: (facts, command, _by, context) => {
        const fits = sayFits(facts, command.say);
        if (!fits.ok) return fits;
        if (facts.say !== null && command.say !== "solved")
          return refuse("issue.already_said", { say: facts.say });
        const heard = facts.answer?.deliveredAt == null ? [draft("issue.delivered", { way: "opened" })] : [];
        const said = draft("issue.firm_said", {
          say: command.say,
          result: command.result,
          attitude: command.attitude,
        });
        const then = consequence(facts, command.say, command.remains, command.wantedOn, "firm", context);
        return then.ok ? produce(...heard, said, ...then.value) : then;
      },
    },
  ],
  rule_partly: [
    {
      from: ["answered"],
      by: ["supervisor"],
      to: ["promised"],
      events: ["issue.partly_ruled"],
      decide: (facts, command, _by, context) => {
        if (!facts.partly) return refuse("issue.nothing_to_rule", { what: "partly" });
        const day = futureDay(command.promisedOn, context, "promisedOn");
        return day.ok
          ? produce(draft("issue.partly_ruled", { promisedOn: day.value, reason: command.reason }))
          : day;
      },
    },
  ],
  open_callback: [
    {
      from: ["answered"],
      by: ["system"],
      to: ["same"],
      events: ["issue.callback_opened"],
      decide: (facts, _command, _by, context) => {
        if (facts.callback) return refuse("issue.callback_open", {});
        if (hasRunOut(facts, "confirmation", context)) {
          return produce(draft("issue.callback_opened", { cause: "silent" }));
        }
        return hasRunOut(facts, "delivery", context)
          ? produce(draft("issue.callback_opened", { cause: "undelivered" }))
          : refuse("issue.not_due_yet", { clock: "confirmation" });
      },
    },
  ],
  record_vain_try: [
    {
      from: ["answered"],
      by: CALLERS,
      to: ["same"],
      events: ["issue.call_tried", "issue.call_recorded"],
      decide: (facts, _command, by, context) => {
        const open = callOpen(facts, by);
        if (!open.ok) return open;
        const tried = (facts.callback?.tries ?? 0) + 1;
        const event = draft("issue.call_tried", { try: tried });
        if (tried < currentPolicy(context).vainTries) return produce(event);
        return produce(
          event,
          draft("issue.call_recorded", {
            result: "unreached",
            rating: null,
            attitude: null,
            remains: null,
            wantedOn: null,
          }),
        );
      },
    },
  ],
  record_call: [
    {
      from: ["answered"],
      by: CALLERS,
      to: ["same"],
      events: ["issue.delivered", "issue.call_recorded"],
      decide: (facts, { kind: _kind, ...command }, by, context) => {
        const open = callOpen(facts, by);
        if (!open.ok) return open;
        const fits = sayFits(facts, command.result);
        if (!fits.ok) return fits;
        if (command.result === "partly") {
          const day = partlyDate(command.remains, command.wantedOn, context);
          if (!day.ok) return day;
        }
        const heard = facts.answer?.deliveredAt == null ? [draft("issue.delivered", { way: "phone" })] : [];
        return produce(...heard, draft("issue.call_recorded", command));
      },
    },
  ],
  conclude_callback: [
    {
      from: ["answered"],
      by: ["system"],
      to: ["same", "closed:resolved", "closed:unconfirmed", "dispatched"],
      events: [
        "issue.callback_concluded",
        "issue.resolved",
        "issue.unconfirmed",
        "issue.partly_asked",
        "issue.dispatched",
      ],
      decide: (facts, _command, _by, context) => {
        const call = facts.callback;
        if (!call || call.result === null || call.concluded) return refuse("issue.no_callback", {});
        if (!hasRunOut(facts, "correction", context))
          return refuse("issue.not_due_yet", { clock: "correction" });
        const concluded = draft("issue.callback_concluded", { result: call.result });
        if (call.result === "unreached") {
          return isSoft(facts) ? produce(concluded) : produce(concluded, draft("issue.unconfirmed", {}));
        }
        if (call.result === "partly") {
          const asked = { remains: call.remains ?? "", wantedOn: call.wantedOn ?? "" };
          return produce(concluded, draft("issue.partly_asked", asked));
        }
        const then = consequence(facts, call.result, null, null, "callback", context);
        return then.ok ? produce(concluded, ...then.value) : then;
      },
    },
  ],
  ratify: [
    {
      from: ["answered"],
      by: ["supervisor"],
      to: ["closed:explained"],
      events: ["issue.explained"],
      decide: (facts, command) =>
        facts.awaitingRatification
          ? produce(draft("issue.explained", { reason: command.reason }))
          : refuse("issue.not_awaiting_ratification", {}),
    },
  ],
  refuse_ratification: [
    {
      from: ["answered"],
      by: ["supervisor"],
      to: ["dispatched"],
      events: ["issue.ratification_refused", "issue.dispatched"],
      decide: (facts, command) =>
        facts.awaitingRatification
          ? produce(
              draft("issue.ratification_refused", { reason: command.reason }),
              ...returned(facts, command.reason),
            )
          : refuse("issue.not_awaiting_ratification", {}),
    },
  ],
  contest: [
    {
      from: ["closed:resolved", "closed:explained", "closed:unconfirmed"],
      by: ["firm", "deputy"],
      to: ["same", "dispatched"],
      events: ["issue.contested", "issue.dispatched"],
      decide: (facts, _command, by, context) => {
        if (by.conflicted) return refuse("issue.conflicted", {});
        if (facts.contestReview || facts.review === "final") return refuse("issue.already_contested", {});
        const policy = currentPolicy(context);
        const window = withinDays(facts.closedAt, policy.contestWindowDays, context);
        if (!window.ok) return window;
        const count = facts.contests + 1;
        const needsReview = count >= policy.contestsToGate;
        const contested = draft("issue.contested", { count, needsReview });
        return needsReview ? produce(contested) : produce(contested, ...returned(facts, ""));
      },
    },
  ],
  rule_contest: [
    {
      from: ["closed:resolved", "closed:explained", "closed:unconfirmed"],
      by: ["city_supervisor"],
      to: ["same", "dispatched"],
      events: ["issue.contest_ruled", "issue.dispatched"],
      decide: (facts, command) => {
        if (!facts.contestReview) return refuse("issue.nothing_to_rule", { what: "contest" });
        const ruled = draft("issue.contest_ruled", { reopened: command.reopened, reason: command.reason });
        return command.reopened ? produce(ruled, ...returned(facts, command.reason)) : produce(ruled);
      },
    },
  ],
};

/** C and D answers are closed by ratification, never by the unit's word. */
function isSoft(facts: IssueFacts): boolean {
  return facts.answer?.answerClass === "C" || facts.answer?.answerClass === "D";
}

/** What follows from the firm's word: closing, the next round, the supervisor's date, or ratification (no event). */
function consequence(
  facts: IssueFacts,
  say: FirmSay,
  remains: string | null,
  wantedOn: string | null,
  by: "firm" | "callback",
  context: DecideContext,
): Result<EventDraft[]> {
  if (say === "solved") return ok([draft("issue.resolved", { by })]);
  if (say === "partly") {
    const day = partlyDate(remains, wantedOn, context);
    return day.ok ? ok([draft("issue.partly_asked", { remains: remains ?? "", wantedOn: day.value })]) : day;
  }
  return ok(say === "not_solved" && !isSoft(facts) ? returned(facts, "") : []);
}

function partlyDate(remains: string | null, wantedOn: string | null, context: DecideContext): Result<string> {
  if (!remains || !wantedOn) return refuse("issue.partly_needs_date", {}, "wantedOn");
  return futureDay(wantedOn, context, "wantedOn");
}

/** "Understood" answers an explanation only. */
function sayFits(facts: IssueFacts, say: FirmSay): Result<null> {
  const answerClass = facts.answer?.answerClass ?? "";
  return say === "understood" && !isSoft(facts)
    ? refuse("issue.say_not_for_class", { say, answerClass })
    : ok(null);
}

function callOpen(facts: IssueFacts, by: ActorFacts): Result<null> {
  if (by.conflicted) return refuse("issue.conflicted", {});
  const call = facts.callback;
  return call && call.result === null ? ok(null) : refuse("issue.no_callback", {});
}
