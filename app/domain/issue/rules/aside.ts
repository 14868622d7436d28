import { answerDays } from "#app/domain/deadline/policy.ts";
import type { ClockSpan } from "#app/domain/deadline/span.ts";
import { rungsOf } from "#app/domain/escalation/policy.ts";
import type { ActorFacts } from "#app/domain/issue/actors.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { CLOSINGS, type Closing, OPEN_STATES } from "#app/domain/issue/states.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import { isLower } from "./intake.ts";
import {
  countable,
  currentPolicy,
  draft,
  type EventDraft,
  type From,
  produce,
  type Rules,
  userOf,
  withinDays,
} from "./rule.ts";

type AsideCommand =
  | "withdraw"
  | "record_protective_call"
  | "take_up_again"
  | "divert"
  | "convert"
  | "reclassify"
  | "agree_to_naming"
  | "change_confidentiality"
  | "propose_exclusion"
  | "rule_exclusion"
  | "link_platform"
  | "add_material"
  | "decide_level"
  | "stand_down"
  | "rearm";

const ANY_OPEN: readonly From[] = OPEN_STATES;
const FROM_ACCEPTED: readonly From[] = OPEN_STATES.filter((state) => state !== "submitted");
const FROM_DISPATCHED: readonly From[] = ["dispatched", "handling", "answered", "promised"];
const ANYWHERE: readonly From[] = [
  ...OPEN_STATES,
  ...CLOSINGS.map((closing: Closing): From => `closed:${closing}`),
];

/** What stands beside the one axis: withdrawing and diverting, severity, confidentiality, exclusion, the ladder. */
export const ASIDE_RULES: Rules<AsideCommand> = {
  withdraw: [
    {
      from: ANY_OPEN,
      by: ["raiser", "firm"],
      to: ["closed:withdrawn"],
      events: ["issue.withdrawn"],
      decide: (facts) =>
        produce(draft("issue.withdrawn", { afterDispatch: FROM_DISPATCHED.includes(facts.state as From) })),
    },
  ],
  record_protective_call: [
    {
      from: ["closed:withdrawn"],
      by: ["city_supervisor"],
      to: ["same"],
      events: ["issue.protective_call_made"],
      decide: (facts, command) =>
        facts.protectiveCallOpen
          ? produce(draft("issue.protective_call_made", { note: command.note }))
          : refuse("issue.nothing_to_rule", { what: "protective_call" }),
    },
  ],
  take_up_again: [
    {
      from: ["closed:withdrawn", "closed:diverted", "closed:converted"],
      by: ["firm", "deputy"],
      to: ["submitted"],
      events: ["issue.taken_up"],
      decide: (facts, _command, _by, context) => {
        const window = withinDays(facts.closedAt, currentPolicy(context).takeUpWindowDays, context);
        return window.ok ? produce(draft("issue.taken_up", {})) : window;
      },
    },
  ],
  divert: [
    {
      from: FROM_ACCEPTED,
      by: ["supervisor"],
      to: ["closed:diverted"],
      events: ["issue.diverted"],
      decide: (_facts, command) =>
        produce(draft("issue.diverted", { to: command.to, reason: command.reason })),
    },
  ],
  convert: [
    {
      from: FROM_ACCEPTED,
      by: ["supervisor"],
      to: ["closed:converted"],
      events: ["issue.converted"],
      decide: (_facts, command) => produce(draft("issue.converted", { suggestionNo: command.suggestionNo })),
    },
  ],
  reclassify: [
    {
      from: FROM_ACCEPTED,
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.reclassified"],
      decide: (_facts, { kind: _kind, ...command }, _by, context) => {
        const days = answerDays(currentPolicy(context), command.type, command.severity);
        const fits = countable(days, context);
        return fits.ok ? produce(draft("issue.reclassified", command)) : fits;
      },
    },
  ],
  agree_to_naming: [
    {
      from: ANY_OPEN,
      by: ["firm"],
      to: ["same"],
      events: ["issue.naming_agreed", "issue.resumed"],
      decide: (facts) => {
        const agreed = draft("issue.naming_agreed", {});
        return facts.pause?.reason === "consent_to_name"
          ? produce(agreed, draft("issue.resumed", { cause: "supplied" }))
          : produce(agreed);
      },
    },
  ],
  change_confidentiality: [
    {
      from: ANY_OPEN,
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.confidentiality_changed"],
      decide: (facts, command) =>
        isLower(command.to, facts.confidentiality) && !facts.namingAgreed
          ? refuse("issue.firm_must_agree", {}, "to")
          : produce(
              draft("issue.confidentiality_changed", {
                from: facts.confidentiality,
                to: command.to,
                reason: command.reason,
              }),
            ),
    },
  ],
  propose_exclusion: [
    {
      from: ANYWHERE,
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.exclusion_proposed"],
      decide: (facts, command, by) => {
        if (facts.exclusion) return refuse("issue.already_excluded", {});
        return produce(
          draft("issue.exclusion_proposed", { reason: command.reason, proposedBy: userOf(by) ?? 0 }),
        );
      },
    },
  ],
  rule_exclusion: [
    {
      from: ANYWHERE,
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.excluded", "issue.exclusion_refused"],
      decide: (facts, command, by) => {
        if (facts.exclusion?.state !== "proposed")
          return refuse("issue.nothing_to_rule", { what: "exclusion" });
        if (facts.exclusion.proposedBy === userOf(by)) {
          return refuse("issue.same_person", { command: command.kind });
        }
        return produce(
          command.agreed
            ? draft("issue.excluded", { reason: command.reason })
            : draft("issue.exclusion_refused", { reason: command.reason }),
        );
      },
    },
  ],
  link_platform: [
    {
      from: ANY_OPEN,
      by: ["supervisor", "dispatcher", "handler", "clerk"],
      to: ["same"],
      events: ["issue.platform_linked"],
      decide: (_facts, command) =>
        produce(draft("issue.platform_linked", { platform: command.platform, number: command.number })),
    },
  ],
  add_material: [
    {
      from: ANY_OPEN,
      by: ["raiser", "firm", "deputy"],
      to: ["same"],
      events: ["issue.material_added"],
      decide: (_facts, { meeting }) => produce(draft("issue.material_added", meeting ? { meeting } : {})),
    },
  ],
  decide_level: [
    {
      from: FROM_DISPATCHED,
      by: ["city_supervisor"],
      to: ["same"],
      events: ["issue.level_decided"],
      decide: (facts, command, _by, context) => {
        const span = lastMain(facts);
        if (!span) return refuse("issue.no_ladder", {});
        if (span.stoodDownAt !== null) return refuse("issue.already_stood_down", {});
        const rungs = rungsOf(
          context.policies.ladders,
          "main",
          { ...facts, unitKind: facts.lead?.unitKind ?? null },
          span.startedAt,
        );
        if (!rungs.some((rung) => rung.gate)) {
          return refuse("issue.ladder_has_no_gate", { unitKind: facts.lead?.unitKind ?? "" });
        }
        if (command.level < 3 || (facts.level !== null && command.level <= facts.level)) {
          return refuse("issue.level_not_higher", { level: facts.level ?? 3 }, "level");
        }
        return produce(
          draft("issue.level_decided", {
            ladder: "main",
            episode: span.episode,
            level: command.level,
            reason: command.reason,
          }),
        );
      },
    },
  ],
  stand_down: [
    {
      from: FROM_DISPATCHED,
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.stood_down"],
      decide: (facts, command, by) => standDown(facts, command.reason, by, command.kind),
    },
  ],
  rearm: [
    {
      from: FROM_DISPATCHED,
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.rearmed"],
      decide: (facts, command) => {
        const span = lastMain(facts);
        if (!span || span.endedAt !== null) return refuse("issue.no_ladder", {});
        if (span.stoodDownAt === null) return refuse("issue.not_stood_down", {});
        return produce(
          draft("issue.rearmed", { ladder: "main", episode: span.episode, reason: command.reason }),
        );
      },
    },
  ],
};

/** Lowering pressure that the city put on, or that waits at the gate, is the city's to decide. */
function standDown(facts: IssueFacts, reason: string, by: ActorFacts, command: string): Result<EventDraft[]> {
  const span = lastMain(facts);
  if (!span) return refuse("issue.no_ladder", {});
  if (span.stoodDownAt !== null && facts.level === null) return refuse("issue.already_stood_down", {});
  const isCitys = span.gate === "open" || (facts.level ?? 0) >= 3;
  if (isCitys && by.actor.kind === "person" && by.actor.role !== "city_supervisor") {
    return refuse("issue.not_your_role", { command });
  }
  return produce(
    draft("issue.stood_down", { ladder: "main", episode: span.episode, level: facts.level, reason }),
  );
}

/** The latest clock on the main ladder, ended or not. */
function lastMain(facts: IssueFacts): ClockSpan | null {
  let last: ClockSpan | null = null;
  for (const span of facts.clocks) {
    if (span.ladder === "main" && (last === null || span.episode > last.episode)) last = span;
  }
  return last;
}
