import type { Confidentiality } from "#app/domain/issue/states.ts";
import { refuse } from "#app/domain/result.ts";
import {
  currentPolicy,
  draft,
  hasRunOut,
  policyOfClock,
  produce,
  type Rules,
  userOf,
  withinDays,
} from "./rule.ts";

type IntakeCommand =
  | "submit"
  | "ask_information"
  | "supply_information"
  | "remind_information"
  | "close_unsupplied"
  | "decline"
  | "contest_decline"
  | "review_decline"
  | "merge"
  | "undo_merge"
  | "contest_merge"
  | "review_merge"
  | "accept";

const WEIGHT: Record<Confidentiality, number> = { open: 0, shielded: 1, sealed: 2 };

/** Whether `a` shields the firm less than `b`. */
export function isLower(a: Confidentiality, b: Confidentiality): boolean {
  return WEIGHT[a] < WEIGHT[b];
}

/** From the first word to triage: submit, ask and supply, decline, merge, accept. */
export const INTAKE_RULES: Rules<IntakeCommand> = {
  submit: [
    {
      from: ["none"],
      by: ["firm", "deputy", "clerk", "township_officer", "supervisor"],
      to: ["submitted"],
      events: ["issue.submitted"],
      decide: (_facts, { kind: _kind, ...command }, _by, context) =>
        produce(
          draft("issue.submitted", { ...command, firstSpokenAt: command.firstSpokenAt ?? context.now }),
        ),
    },
  ],
  ask_information: [
    {
      from: ["submitted"],
      by: ["supervisor"],
      to: ["same"],
      events: ["issue.information_asked"],
      decide: (facts, command) =>
        facts.information
          ? refuse("issue.request_pending", { what: "information" })
          : produce(draft("issue.information_asked", { what: command.what })),
    },
  ],
  supply_information: [
    {
      from: ["submitted"],
      by: ["raiser", "firm"],
      to: ["same"],
      events: ["issue.information_supplied"],
      decide: (facts) =>
        facts.information
          ? produce(draft("issue.information_supplied", {}))
          : refuse("issue.information_not_asked", {}),
    },
    {
      from: ["closed:unsupplied"],
      by: ["raiser", "firm"],
      to: ["submitted"],
      events: ["issue.information_supplied"],
      decide: () => produce(draft("issue.information_supplied", {})),
    },
  ],
  remind_information: [
    {
      from: ["submitted"],
      by: ["system"],
      to: ["same"],
      events: ["issue.information_reminded"],
      decide: (facts, _command, _by, context) => {
        if (!hasRunOut(facts, "information", context))
          return refuse("issue.not_due_yet", { clock: "information" });
        const rounds = policyOfClock(facts, "information", context).informationRounds;
        return (facts.information?.asked ?? 0) >= rounds
          ? refuse("issue.illegal_transition", { state: "submitted", command: "remind_information" })
          : produce(draft("issue.information_reminded", {}));
      },
    },
  ],
  close_unsupplied: [
    {
      from: ["submitted"],
      by: ["system"],
      to: ["closed:unsupplied"],
      events: ["issue.unsupplied"],
      decide: (facts, _command, _by, context) =>
        hasRunOut(facts, "information", context) &&
        (facts.information?.asked ?? 0) >= policyOfClock(facts, "information", context).informationRounds
          ? produce(draft("issue.unsupplied", {}))
          : refuse("issue.not_due_yet", { clock: "information" }),
    },
  ],
  decline: [
    {
      from: ["submitted"],
      by: ["supervisor"],
      to: ["closed:declined"],
      events: ["issue.declined"],
      decide: (_facts, command) =>
        produce(draft("issue.declined", { reason: command.reason, whereToGo: command.whereToGo })),
    },
  ],
  contest_decline: [
    {
      from: ["closed:declined"],
      by: ["raiser", "firm"],
      to: ["same"],
      events: ["issue.decline_contested"],
      decide: (facts, _command, _by, context) => {
        if (facts.review !== "none") return refuse("issue.already_contested", {});
        const window = withinDays(facts.closedAt, currentPolicy(context).contestWindowDays, context);
        return window.ok ? produce(draft("issue.decline_contested", {})) : window;
      },
    },
  ],
  review_decline: [
    {
      from: ["closed:declined"],
      by: ["city_supervisor"],
      to: ["submitted", "closed:declined"],
      events: ["issue.decline_reviewed"],
      decide: (facts, command, by) => {
        if (facts.review !== "open") return refuse("issue.nothing_to_rule", { what: "decline" });
        if (facts.declinedBy !== null && facts.declinedBy === userOf(by)) {
          return refuse("issue.same_person", { command: command.kind });
        }
        return produce(draft("issue.decline_reviewed", { upheld: command.upheld, reason: command.reason }));
      },
    },
  ],
  merge: [
    {
      from: ["submitted", "accepted"],
      by: ["supervisor"],
      to: ["closed:merged"],
      events: ["issue.merged"],
      decide: (_facts, command) =>
        command.issueId === command.intoIssueId
          ? refuse("issue.merge_into_itself", {})
          : produce(draft("issue.merged", { intoIssueId: command.intoIssueId, reason: command.reason })),
    },
  ],
  undo_merge: [
    {
      from: ["closed:merged"],
      by: ["supervisor"],
      to: ["submitted"],
      events: ["issue.merge_undone"],
      decide: (_facts, command) => produce(draft("issue.merge_undone", { reason: command.reason })),
    },
  ],
  contest_merge: [
    {
      from: ["closed:merged"],
      by: ["firm", "raiser"],
      to: ["same"],
      events: ["issue.merge_contested"],
      decide: (facts, _command, _by, context) => {
        if (facts.review !== "none") return refuse("issue.already_contested", {});
        const window = withinDays(facts.closedAt, currentPolicy(context).contestWindowDays, context);
        return window.ok ? produce(draft("issue.merge_contested", {})) : window;
      },
    },
  ],
  review_merge: [
    {
      from: ["closed:merged"],
      by: ["city_supervisor"],
      to: ["submitted", "closed:merged"],
      events: ["issue.merge_reviewed"],
      decide: (facts, command) =>
        facts.review === "open"
          ? produce(draft("issue.merge_reviewed", { upheld: command.upheld, reason: command.reason }))
          : refuse("issue.nothing_to_rule", { what: "merge" }),
    },
  ],
  accept: [
    {
      from: ["submitted"],
      by: ["supervisor"],
      to: ["accepted"],
      events: ["issue.accepted"],
      decide: (facts, { kind: _kind, ...command }) =>
        isLower(command.confidentiality, facts.confidentialityFloor) && !facts.namingAgreed
          ? refuse("issue.below_firms_choice", { chosen: facts.confidentialityFloor }, "confidentiality")
          : produce(draft("issue.accepted", command)),
    },
  ],
};
