import { closed, type Reducers, resubmitted } from "./reducer.ts";

type IntakeKind =
  | "issue.submitted"
  | "issue.information_asked"
  | "issue.information_reminded"
  | "issue.information_supplied"
  | "issue.material_added"
  | "issue.unsupplied"
  | "issue.declined"
  | "issue.decline_contested"
  | "issue.decline_reviewed"
  | "issue.merged"
  | "issue.merge_undone"
  | "issue.merge_contested"
  | "issue.merge_reviewed"
  | "issue.withdrawn"
  | "issue.protective_call_made"
  | "issue.accepted"
  | "issue.reclassified"
  | "issue.confidentiality_changed"
  | "issue.naming_agreed"
  | "issue.taken_up"
  | "issue.diverted"
  | "issue.converted"
  | "issue.exclusion_proposed"
  | "issue.excluded"
  | "issue.exclusion_refused"
  | "issue.platform_linked";

/** From the first word to acceptance, and the closings that settle nothing about the matter itself. */
export const INTAKE_REDUCERS: Pick<Reducers, IntakeKind> = {
  "issue.submitted": (_facts, payload, at) => ({
    state: "submitted",
    submittedAt: at,
    raiserKind: payload.raiserKind,
    firmSpoke: payload.firmSpoke,
    firstSpokenAt: payload.firstSpokenAt,
    countyCode: payload.countyCode,
    categoryCode: payload.categoryCode,
    severity: payload.severity,
    type: payload.type,
    confidentiality: payload.confidentiality,
    confidentialityFloor: payload.confidentiality,
  }),
  "issue.information_asked": () => ({ information: { asked: 1 } }),
  "issue.information_reminded": (facts) => ({ information: { asked: (facts.information?.asked ?? 0) + 1 } }),
  "issue.information_supplied": (facts) => (facts.state === "closed" ? resubmitted() : { information: null }),
  "issue.material_added": () => ({}),
  "issue.unsupplied": (_facts, _payload, at) => closed("unsupplied", at),
  "issue.declined": (_facts, _payload, at, actor) => ({
    ...closed("declined", at),
    declinedBy: actor.userId,
  }),
  "issue.decline_contested": () => ({ review: "open" }),
  "issue.decline_reviewed": (_facts, payload) => (payload.upheld ? { review: "final" } : resubmitted()),
  "issue.merged": (_facts, payload, at) => ({ ...closed("merged", at), mergedInto: payload.intoIssueId }),
  "issue.merge_undone": () => resubmitted(),
  "issue.merge_contested": () => ({ review: "open" }),
  "issue.merge_reviewed": (_facts, payload) => (payload.upheld ? { review: "final" } : resubmitted()),
  "issue.withdrawn": (_facts, payload, at) => ({
    ...closed("withdrawn", at),
    protectiveCallOpen: payload.afterDispatch,
  }),
  "issue.protective_call_made": () => ({ protectiveCallOpen: false }),
  "issue.accepted": (_facts, payload) => ({
    state: "accepted",
    information: null,
    categoryCode: payload.categoryCode,
    severity: payload.severity,
    type: payload.type,
    confidentiality: payload.confidentiality,
  }),
  "issue.reclassified": (_facts, payload) => ({
    categoryCode: payload.categoryCode,
    severity: payload.severity,
    type: payload.type,
  }),
  "issue.confidentiality_changed": (_facts, payload) => ({ confidentiality: payload.to }),
  "issue.naming_agreed": () => ({ namingAgreed: true }),
  "issue.taken_up": () => resubmitted(),
  "issue.diverted": (_facts, _payload, at) => closed("diverted", at),
  "issue.converted": (_facts, _payload, at) => closed("converted", at),
  "issue.exclusion_proposed": (_facts, payload) => ({
    exclusion: { proposedBy: payload.proposedBy, state: "proposed" },
  }),
  "issue.excluded": (facts) => ({
    exclusion: { proposedBy: facts.exclusion?.proposedBy ?? null, state: "excluded" },
  }),
  "issue.exclusion_refused": () => ({ exclusion: null }),
  "issue.platform_linked": (facts, payload) => ({ platforms: [...facts.platforms, payload] }),
};
