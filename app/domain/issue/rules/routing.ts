import type { DepartmentKind } from "#app/domain/access/posts.ts";
import { answerDays } from "#app/domain/deadline/policy.ts";
import type { UnitRef } from "#app/domain/issue/commands.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { DispatchCause } from "#app/domain/issue/states.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import {
  countable,
  currentPolicy,
  type DecideContext,
  draft,
  type EventDraft,
  hasRunOut,
  produce,
  type Rules,
} from "./rule.ts";

type RoutingCommand =
  | "transfer"
  | "dispatch_directly"
  | "dispatch"
  | "hand_back"
  | "sign_for"
  | "object"
  | "rule_objection"
  | "ask_reassignment"
  | "rule_reassignment"
  | "redispatch";

/** Units no government office can send an issue to. Source: product rules, life cycle (direct dispatch). */
const OUTSIDE_GOVERNMENT: readonly DepartmentKind[] = ["court", "prosecutor"];

/**
 * The dispatch of an issue to `unit`: the answer clock begins here. A first pass opens round 1; an issue taken up
 * again keeps its round; a return opens the next.
 */
export function dispatchTo(
  facts: IssueFacts,
  unit: UnitRef,
  coHandlers: readonly number[],
  cause: DispatchCause,
  by: "dispatcher" | "supervisor",
  reason: string,
): EventDraft {
  return draft("issue.dispatched", {
    departmentId: unit.departmentId,
    unitKind: unit.kind,
    coHandlers: [...new Set(coHandlers)].filter((id) => id !== unit.departmentId),
    by,
    cause,
    round: cause === "returned" ? facts.round + 1 : Math.max(1, facts.round),
    reason,
  });
}

/** The next round at the unit that answered: what "not solved", a refused ratification or a contest lead to. */
export function returned(facts: IssueFacts, reason: string): EventDraft[] {
  if (!facts.lead) return [];
  const unit = { departmentId: facts.lead.departmentId, kind: facts.lead.unitKind };
  const coHandlers = facts.coHandlers.map((co) => co.departmentId);
  return [dispatchTo(facts, unit, coHandlers, "returned", facts.lead.by, reason)];
}

/** From consent to the unit's signature, with objection, late reassignment and re-dispatch. */
export const ROUTING_RULES: Rules<RoutingCommand> = {
  transfer: [
    {
      from: ["accepted"],
      by: ["supervisor"],
      to: ["transferred"],
      events: ["issue.consent_recorded", "issue.transferred"],
      decide: (_facts, command) =>
        command.consent.consentedBy === "" || command.consent.consentedOn === ""
          ? refuse("issue.consent_missing", {}, "consent")
          : produce(
              draft("issue.consent_recorded", command.consent),
              draft("issue.transferred", { to: command.to }),
            ),
    },
  ],
  dispatch_directly: [
    {
      from: ["accepted"],
      by: ["supervisor"],
      to: ["dispatched"],
      events: ["issue.consent_recorded", "issue.dispatched"],
      decide: (facts, command, _by, context) => {
        const { unit } = command;
        if (!currentPolicy(context).directDispatchKinds.includes(unit.kind)) {
          return refuse("issue.direct_dispatch_not_allowed", { unitKind: unit.kind }, "unit");
        }
        if (command.consent.consentedBy === "" || command.consent.consentedOn === "") {
          return refuse("issue.consent_missing", {}, "consent");
        }
        const fits = answerFits(facts, context);
        if (!fits.ok) return fits;
        return produce(
          draft("issue.consent_recorded", command.consent),
          dispatchTo(facts, unit, command.coHandlers, "direct", "supervisor", ""),
        );
      },
    },
  ],
  dispatch: [
    {
      from: ["transferred"],
      by: ["dispatcher"],
      to: ["dispatched"],
      events: ["issue.dispatched"],
      decide: (facts, command, _by, context) => {
        if (OUTSIDE_GOVERNMENT.includes(command.unit.kind)) {
          return refuse("issue.unit_out_of_reach", { unitKind: command.unit.kind }, "unit");
        }
        const fits = answerFits(facts, context);
        if (!fits.ok) return fits;
        return produce(dispatchTo(facts, command.unit, command.coHandlers, "assigned", "dispatcher", ""));
      },
    },
  ],
  hand_back: [
    {
      from: ["transferred"],
      by: ["dispatcher"],
      to: ["accepted"],
      events: ["issue.handed_back"],
      decide: (_facts, command) => produce(draft("issue.handed_back", { reason: command.reason })),
    },
  ],
  sign_for: [
    {
      from: ["dispatched"],
      by: ["handler"],
      to: ["handling"],
      events: ["issue.signed_for"],
      decide: () => produce(draft("issue.signed_for", {})),
    },
  ],
  object: [
    {
      from: ["dispatched", "handling"],
      by: ["handler"],
      to: ["same"],
      events: ["issue.objected"],
      decide: (facts, command, _by, context) => {
        const lead = facts.lead;
        if (!lead || facts.objectedBy.includes(lead.departmentId))
          return refuse("issue.already_objected", {});
        if (facts.reassignment) return refuse("issue.ruling_pending", { what: "reassignment" });
        const days = currentPolicy(context).days.objection;
        if (isObjectionOver(facts, context)) return refuse("issue.objection_too_late", { days });
        return produce(
          draft("issue.objected", {
            reason: command.reason,
            proposedDepartmentId: command.proposedDepartmentId,
          }),
        );
      },
    },
  ],
  rule_objection: [
    {
      from: ["dispatched", "handling"],
      by: ["who_dispatched"],
      to: ["same", "dispatched"],
      events: ["issue.objection_ruled", "issue.dispatched"],
      decide: (facts, command, _by, context) => {
        if (!facts.objection) return refuse("issue.nothing_to_rule", { what: "objection" });
        const ruled = draft("issue.objection_ruled", { upheld: command.upheld, reason: command.reason });
        if (!command.upheld) return produce(ruled);
        return moveTo(facts, command.unit, "objection_upheld", command.reason, [ruled], context);
      },
    },
  ],
  ask_reassignment: [
    {
      from: ["handling"],
      by: ["handler"],
      to: ["same"],
      events: ["issue.reassignment_asked"],
      decide: (facts, command) => {
        if (facts.objection) return refuse("issue.ruling_pending", { what: "objection" });
        if (facts.reassignment) return refuse("issue.request_pending", { what: "reassignment" });
        return produce(
          draft("issue.reassignment_asked", {
            reason: command.reason,
            proposedDepartmentId: command.proposedDepartmentId,
          }),
        );
      },
    },
  ],
  rule_reassignment: [
    {
      from: ["handling"],
      by: ["who_dispatched"],
      to: ["same", "dispatched"],
      events: ["issue.reassignment_ruled", "issue.dispatched"],
      decide: (facts, command, _by, context) => {
        if (!facts.reassignment) return refuse("issue.nothing_to_rule", { what: "reassignment" });
        const ruled = draft("issue.reassignment_ruled", { granted: command.granted, reason: command.reason });
        if (!command.granted) return produce(ruled);
        return moveTo(facts, command.unit, "reassigned", command.reason, [ruled], context);
      },
    },
  ],
  redispatch: [
    {
      from: ["dispatched", "handling", "promised"],
      by: ["who_dispatched", "city_supervisor"],
      to: ["dispatched"],
      events: ["issue.dispatched"],
      decide: (facts, command, _by, context) => {
        if (facts.objection) return refuse("issue.ruling_pending", { what: "objection" });
        if (facts.reassignment) return refuse("issue.ruling_pending", { what: "reassignment" });
        return moveTo(facts, command.unit, "redispatched", command.reason, [], context, command.coHandlers);
      },
    },
  ],
};

/** Hands the issue to another unit within the round, after `before`; the same unit is refused. */
function moveTo(
  facts: IssueFacts,
  unit: UnitRef | null,
  cause: DispatchCause,
  reason: string,
  before: EventDraft[],
  context: DecideContext,
  coHandlers: readonly number[] = facts.coHandlers.map((co) => co.departmentId),
): Result<EventDraft[]> {
  const lead = facts.lead;
  if (!unit || !lead) return refuse("common.invalid", { field: "unit" }, "unit");
  if (unit.departmentId === lead.departmentId) {
    return refuse("issue.same_unit", { departmentId: unit.departmentId }, "unit");
  }
  if (lead.by === "dispatcher" && OUTSIDE_GOVERNMENT.includes(unit.kind)) {
    return refuse("issue.unit_out_of_reach", { unitKind: unit.kind }, "unit");
  }
  const fits = answerFits(facts, context);
  if (!fits.ok) return fits;
  return produce(...before, dispatchTo(facts, unit, coHandlers, cause, lead.by, reason));
}

function answerFits(facts: IssueFacts, context: DecideContext): Result<null> {
  return countable(answerDays(currentPolicy(context), facts.type, facts.severity), context);
}

/** The window of two working days from dispatch has passed, or never opened for this unit. */
function isObjectionOver(facts: IssueFacts, context: DecideContext): boolean {
  return hasRunOut(facts, "objection", context) ?? true;
}
