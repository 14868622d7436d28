import { dayNumber, dayOf, instantAt, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import { longestExtension } from "#app/domain/deadline/policy.ts";
import { type IssueFacts, mainClock } from "#app/domain/issue/facts.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import {
  currentPolicy,
  type DecideContext,
  draft,
  type EventDraft,
  futureDay,
  hasRunOut,
  produce,
  type Rules,
} from "./rule.ts";

type HandlingCommand =
  | "give_opinion"
  | "record_contact"
  | "give_interim_answer"
  | "ask_pause"
  | "ask_extension"
  | "rule_request"
  | "lapse_request"
  | "resume";

/** When a pause until `until` (ISO day) is over: at the end of that day, epoch ms. */
export function pauseEndsAt(until: string): number {
  return instantAt(dayNumber(until) + 1);
}

/** What the unit does while it has the issue, and what it asks of the supervisor. */
export const HANDLING_RULES: Rules<HandlingCommand> = {
  give_opinion: [
    {
      from: ["dispatched", "handling"],
      by: ["co_handler"],
      to: ["same"],
      events: ["issue.opinion_given"],
      decide: (facts, _command, by) => {
        const departmentId = by.actor.kind === "person" ? by.actor.departmentId : null;
        const unit = facts.coHandlers.find((co) => co.departmentId === departmentId);
        if (!unit || unit.opinionAt !== null) return refuse("issue.opinion_given", {});
        return produce(draft("issue.opinion_given", { departmentId: unit.departmentId }));
      },
    },
  ],
  record_contact: [
    {
      from: ["dispatched", "handling", "promised"],
      by: ["handler"],
      to: ["same"],
      events: ["issue.contact_recorded"],
      decide: (_facts, { way, meetOn, meetAt, fileIds }, _by, context) => {
        if (meetOn === undefined) return produce(draft("issue.contact_recorded", { way, fileIds }));
        if (dayNumber(meetOn) < dayOf(context.now))
          return refuse("issue.day_past", { day: meetOn }, "meetOn");
        if (meetAt !== undefined && meetingAt(meetOn, meetAt) <= context.now)
          return refuse("issue.hour_past", { time: meetAt }, "meetAt");
        return produce(draft("issue.contact_recorded", { way, meetOn, meetAt, fileIds }));
      },
    },
  ],
  give_interim_answer: [
    {
      from: ["handling", "promised"],
      by: ["handler"],
      to: ["same"],
      events: ["issue.interim_answered"],
      decide: () => produce(draft("issue.interim_answered", {})),
    },
  ],
  ask_pause: [
    {
      from: ["handling", "promised"],
      by: ["handler"],
      to: ["same"],
      events: ["issue.pause_asked"],
      decide: (facts, command, _by, context) => {
        const free = noRequest(facts);
        if (!free.ok) return free;
        if (facts.pause) return refuse("issue.already_paused", {});
        const day = futureDay(command.until, context, "until");
        if (!day.ok) return day;
        return produce(draft("issue.pause_asked", { reason: command.reason, until: command.until }));
      },
    },
  ],
  ask_extension: [
    {
      from: ["handling"],
      by: ["handler"],
      to: ["same"],
      events: ["issue.extension_asked"],
      decide: (facts, command, _by, context) => {
        const free = noRequest(facts);
        if (!free.ok) return free;
        if (mainClock(facts)?.kind !== "answer") return refuse("issue.no_answer_clock", {});
        const policy = currentPolicy(context);
        if (facts.extensions >= policy.maxExtensions) {
          return refuse("issue.extension_used", { count: facts.extensions });
        }
        const longest = longestExtension(policy, facts.type, facts.severity);
        if (!Number.isInteger(command.days) || command.days < 1 || command.days > longest) {
          return refuse("issue.extension_too_long", { days: command.days, longest }, "days");
        }
        return produce(draft("issue.extension_asked", { days: command.days, reason: command.reason }));
      },
    },
  ],
  rule_request: [
    {
      from: ["handling", "promised"],
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.request_ruled", "issue.paused", "issue.extended"],
      decide: (facts, command, _by, context) => {
        const ruled = draft("issue.request_ruled", {
          what: command.what,
          granted: command.granted,
          reason: command.reason,
        });
        if (command.what === "pause") return rulePause(facts, command.granted, ruled, context);
        if (!facts.extensionRequest) return refuse("issue.nothing_to_rule", { what: "extension" });
        return command.granted
          ? produce(ruled, draft("issue.extended", { days: facts.extensionRequest.days }))
          : produce(ruled);
      },
    },
  ],
  lapse_request: [
    {
      from: ["handling", "promised"],
      by: ["system"],
      to: ["same"],
      events: ["issue.request_lapsed"],
      decide: (facts, _command, _by, context) =>
        hasRunOut(facts, "request", context)
          ? produce(draft("issue.request_lapsed", { what: facts.pauseRequest ? "pause" : "extension" }))
          : refuse("issue.not_due_yet", { clock: "request" }),
    },
  ],
  resume: [
    {
      from: ["dispatched", "handling", "promised"],
      by: ["raiser", "firm"],
      to: ["same"],
      events: ["issue.resumed"],
      decide: (facts) =>
        facts.pause ? produce(draft("issue.resumed", { cause: "supplied" })) : refuse("issue.not_paused", {}),
    },
    {
      from: ["dispatched", "handling", "promised"],
      by: ["handler", "supervisor"],
      to: ["same"],
      events: ["issue.resumed"],
      decide: (facts) =>
        facts.pause
          ? produce(draft("issue.resumed", { cause: "ended_early" }))
          : refuse("issue.not_paused", {}),
    },
    {
      from: ["dispatched", "handling", "promised"],
      by: ["system"],
      to: ["same"],
      events: ["issue.resumed"],
      decide: (facts, _command, _by, context) => {
        if (!facts.pause) return refuse("issue.not_paused", {});
        return context.now >= pauseEndsAt(facts.pause.until)
          ? produce(draft("issue.resumed", { cause: "end_reached" }))
          : refuse("issue.not_due_yet", { clock: "pause" });
      },
    },
  ],
};

/** The instant (epoch ms) of an appointment: a civil day and HH:MM of Asia/Shanghai. */
function meetingAt(day: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return instantAt(dayNumber(day), (hours * 60 + minutes) * MINUTE_MS);
}

function rulePause(
  facts: IssueFacts,
  granted: boolean,
  ruled: EventDraft,
  context: DecideContext,
): Result<EventDraft[]> {
  const request = facts.pauseRequest;
  if (!request) return refuse("issue.nothing_to_rule", { what: "pause" });
  if (!granted) return produce(ruled);
  const day = futureDay(request.until, context, "until");
  return day.ok ? produce(ruled, draft("issue.paused", request)) : day;
}

function noRequest(facts: IssueFacts): Result<null> {
  if (facts.pauseRequest) return refuse("issue.request_pending", { what: "pause" });
  return facts.extensionRequest ? refuse("issue.request_pending", { what: "extension" }) : ok(null);
}
