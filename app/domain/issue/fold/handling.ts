import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { PASS_OVER, type Reducers } from "./reducer.ts";

type HandlingKind =
  | "issue.consent_recorded"
  | "issue.transferred"
  | "issue.handed_back"
  | "issue.dispatched"
  | "issue.signed_for"
  | "issue.contact_recorded"
  | "issue.interim_answered"
  | "issue.opinion_given"
  | "issue.objected"
  | "issue.objection_ruled"
  | "issue.reassignment_asked"
  | "issue.reassignment_ruled"
  | "issue.pause_asked"
  | "issue.extension_asked"
  | "issue.request_ruled"
  | "issue.request_lapsed"
  | "issue.paused"
  | "issue.resumed"
  | "issue.extended";

/** From consent to the unit's desk: transfer, dispatch, signing, objection, pauses and extensions. */
export const HANDLING_REDUCERS: Pick<Reducers, HandlingKind> = {
  "issue.consent_recorded": () => ({ consented: true }),
  "issue.transferred": (_facts, payload) => ({ state: "transferred", transferredTo: payload.to }),
  "issue.handed_back": () => ({ state: "accepted", transferredTo: null }),
  "issue.dispatched": (facts, payload, at) => ({
    ...PASS_OVER,
    state: "dispatched",
    closing: null,
    closedAt: null,
    review: "none",
    contestReview: false,
    round: payload.round,
    returns: facts.returns + (payload.cause === "returned" ? 1 : 0),
    lead: {
      departmentId: payload.departmentId,
      unitKind: payload.unitKind,
      by: payload.by,
      at,
      signedAt: null,
      contactedAt: null,
    },
    coHandlers: payload.coHandlers.map((departmentId) => ({ departmentId, opinionAt: null })),
    passingOn:
      payload.cause === "redispatched"
        ? charge(facts, null, facts.lead?.at, at, "redispatched")
        : facts.passingOn,
  }),
  "issue.signed_for": (facts, _payload, at) => ({
    state: "handling",
    lead: facts.lead && { ...facts.lead, signedAt: at },
  }),
  "issue.contact_recorded": (facts, _payload, at) => ({
    lead: facts.lead && { ...facts.lead, contactedAt: facts.lead.contactedAt ?? at },
  }),
  "issue.interim_answered": () => ({}),
  "issue.opinion_given": (facts, payload, at) => ({
    coHandlers: facts.coHandlers.map((unit) =>
      unit.departmentId === payload.departmentId ? { ...unit, opinionAt: at } : unit,
    ),
  }),
  "issue.objected": (facts, payload, at) => ({
    objection: facts.lead && {
      at,
      departmentId: facts.lead.departmentId,
      proposedDepartmentId: payload.proposedDepartmentId,
    },
    objectedBy: facts.lead ? [...facts.objectedBy, facts.lead.departmentId] : facts.objectedBy,
  }),
  "issue.objection_ruled": (facts, payload, at) => ({
    objection: null,
    passingOn: payload.upheld
      ? charge(facts, facts.objection?.departmentId ?? null, facts.lead?.at, at, "objection_upheld")
      : charge(facts, facts.objection?.departmentId ?? null, facts.objection?.at, at, "objection_refused"),
  }),
  "issue.reassignment_asked": (_facts, payload, at) => ({
    reassignment: { at, proposedDepartmentId: payload.proposedDepartmentId },
  }),
  "issue.reassignment_ruled": (facts, payload, at) => ({
    reassignment: null,
    passingOn: payload.granted
      ? charge(facts, facts.lead?.departmentId ?? null, facts.lead?.at, at, "reassigned")
      : charge(facts, facts.lead?.departmentId ?? null, facts.reassignment?.at, at, "objection_refused"),
  }),
  "issue.pause_asked": (_facts, payload) => ({
    pauseRequest: { reason: payload.reason, until: payload.until },
  }),
  "issue.extension_asked": (_facts, payload) => ({ extensionRequest: { days: payload.days } }),
  "issue.request_ruled": (_facts, payload) => withoutRequest(payload.what),
  "issue.request_lapsed": (_facts, payload) => withoutRequest(payload.what),
  "issue.paused": (_facts, payload, at) => ({
    pause: { reason: payload.reason, until: payload.until, from: at },
  }),
  "issue.resumed": () => ({ pause: null }),
  "issue.extended": (facts, payload) => ({
    extensions: facts.extensions + 1,
    extensionDays: facts.extensionDays + payload.days,
  }),
};

function withoutRequest(what: "pause" | "extension"): Partial<IssueFacts> {
  return what === "pause" ? { pauseRequest: null } : { extensionRequest: null };
}

function charge(
  facts: IssueFacts,
  departmentId: number | null,
  from: number | undefined,
  to: number,
  why: IssueFacts["passingOn"][number]["why"],
): IssueFacts["passingOn"] {
  return from === undefined ? facts.passingOn : [...facts.passingOn, { departmentId, from, to, why }];
}
