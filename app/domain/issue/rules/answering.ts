import { dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { AnswerClass } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import {
  currentPolicy,
  type DecideContext,
  draft,
  futureDay,
  produce,
  type Rules,
  type userOf,
} from "./rule.ts";

type AnsweringCommand =
  | "draft_answer"
  | "send_back_answer"
  | "sign_answer"
  | "correct_answer"
  | "accept_promise_date"
  | "dispute_promise_date"
  | "rule_promise_date"
  | "record_delivery";

/** Adds calendar months to an ISO day, for comparing only: 31 August + 6 gives 2027-02-31, later than any real day of that month. */
export function addMonths(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = String(Math.floor(count / 12)).padStart(4, "0");
  return `${year}-${String((count % 12) + 1).padStart(2, "0")}${day.slice(7)}`;
}

/** From the draft to delivery: the unit writes, its head signs, the firm hears of it. */
export const ANSWERING_RULES: Rules<AnsweringCommand> = {
  draft_answer: [
    {
      from: ["handling", "promised"],
      by: ["handler"],
      to: ["same"],
      events: ["issue.answer_drafted"],
      decide: (facts, command) => {
        const free = noRuling(facts);
        return free.ok ? produce(draft("issue.answer_drafted", { answerClass: command.answerClass })) : free;
      },
    },
  ],
  send_back_answer: [
    {
      from: ["handling", "promised"],
      by: ["head"],
      to: ["same"],
      events: ["issue.answer_sent_back"],
      decide: (facts, command) =>
        facts.draft
          ? produce(draft("issue.answer_sent_back", { comment: command.comment }))
          : refuse("issue.no_draft", {}),
    },
  ],
  sign_answer: [
    {
      from: ["handling", "promised"],
      by: ["head"],
      to: ["answered", "promised"],
      events: ["issue.resumed", "issue.answer_signed"],
      decide: (facts, command, by, context) => {
        if (!facts.draft) return refuse("issue.no_draft", {});
        const free = noRuling(facts);
        if (!free.ok) return free;
        const date = promiseDate(command.answerClass, command.promisedOn, context);
        if (!date.ok) return date;
        const signed = draft("issue.answer_signed", {
          answerClass: command.answerClass,
          promisedOn: date.value,
          farDate: date.value !== null && isFar(date.value, context),
          signedFor: by.delegation && isDelegate(by) ? by.delegation.headUserId : null,
        });
        return facts.pause ? produce(draft("issue.resumed", { cause: "answered" }), signed) : produce(signed);
      },
    },
  ],
  correct_answer: [
    {
      from: ["answered", "promised"],
      by: ["head"],
      to: ["same"],
      events: ["issue.answer_corrected"],
      decide: (facts) =>
        facts.answer
          ? produce(draft("issue.answer_corrected", { answerClass: facts.answer.answerClass }))
          : refuse("issue.no_draft", {}),
    },
  ],
  accept_promise_date: [
    {
      from: ["promised"],
      by: ["firm"],
      to: ["same"],
      events: ["issue.promise_date_accepted"],
      decide: (facts) => {
        if (facts.dateRuling !== "none") return refuse("issue.ruling_pending", { what: "promise_date" });
        if (facts.dateAccepted) return refuse("issue.already_said", { say: "accepted" });
        return produce(draft("issue.promise_date_accepted", {}));
      },
    },
  ],
  dispute_promise_date: [
    {
      from: ["promised"],
      by: ["firm"],
      to: ["same"],
      events: ["issue.promise_date_disputed"],
      decide: (facts, command) => {
        if (facts.dateRuling === "disputed") return refuse("issue.ruling_pending", { what: "promise_date" });
        if (facts.dateAccepted) return refuse("issue.already_said", { say: "accepted" });
        return produce(
          draft("issue.promise_date_disputed", { reason: command.reason, proposedOn: command.proposedOn }),
        );
      },
    },
  ],
  rule_promise_date: [
    {
      from: ["promised"],
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.promise_date_ruled"],
      decide: (facts, command, _by, context) => {
        if (facts.dateRuling === "none") return refuse("issue.nothing_to_rule", { what: "promise_date" });
        const unchanged = command.promisedOn === facts.answer?.promisedOn;
        const day = unchanged ? ok(command.promisedOn) : futureDay(command.promisedOn, context, "promisedOn");
        if (!day.ok) return day;
        return produce(
          draft("issue.promise_date_ruled", { promisedOn: command.promisedOn, reason: command.reason }),
        );
      },
    },
  ],
  record_delivery: [
    {
      from: ["answered", "promised"],
      by: ["system", "firm", "handler", "deputy", "clerk"],
      to: ["same"],
      events: ["issue.delivered"],
      decide: (facts, command) =>
        facts.answer?.deliveredAt == null
          ? produce(draft("issue.delivered", { way: command.way }))
          : refuse("issue.already_delivered", {}),
    },
  ],
};

/** A B answer needs a date after today; the other classes carry none. */
function promiseDate(
  answerClass: AnswerClass,
  promisedOn: string | null,
  context: DecideContext,
): Result<string | null> {
  if (answerClass !== "B") {
    return promisedOn === null
      ? ok(null)
      : refuse("issue.date_only_for_promise", { answerClass }, "promisedOn");
  }
  return promisedOn === null
    ? refuse("issue.promise_needs_date", {}, "promisedOn")
    : futureDay(promisedOn, context, "promisedOn");
}

function isFar(day: string, context: DecideContext): boolean {
  return day > addMonths(isoDay(dayOf(context.now)), currentPolicy(context).promiseMonths);
}

function isDelegate(by: Parameters<typeof userOf>[0]): boolean {
  return by.actor.kind === "person" && by.actor.role === "handler";
}

/** While somebody else rules on whose issue it is, nobody answers it. */
function noRuling(facts: IssueFacts): Result<null> {
  if (facts.objection) return refuse("issue.ruling_pending", { what: "objection" });
  return facts.reassignment ? refuse("issue.ruling_pending", { what: "reassignment" }) : ok(null);
}
