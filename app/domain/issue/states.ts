/** Life-cycle states of an issue 问题诉求, in the order of the one axis. Source: product rules, life cycle. */
export const ISSUE_STATES = [
  "submitted",
  "accepted",
  "transferred",
  "dispatched",
  "handling",
  "answered",
  "promised",
  "closed",
] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

/** How a closed issue ended. */
export const CLOSINGS = [
  "resolved",
  "explained",
  "unconfirmed",
  "declined",
  "withdrawn",
  "merged",
  "diverted",
  "converted",
  "unsupplied",
] as const;
export type Closing = (typeof CLOSINGS)[number];

/** 在办: every state but closed. */
export const OPEN_STATES = ISSUE_STATES.filter((state) => state !== "closed");

/** 已办结未认可: closed by the office's word, not by the firm's. */
export const CLOSED_UNACKNOWLEDGED: readonly Closing[] = ["explained", "unconfirmed"];

/** 其他: endings that settle nothing about the matter itself and stand beside every rate. */
export const CLOSED_OTHER: readonly Closing[] = [
  "declined",
  "withdrawn",
  "merged",
  "diverted",
  "converted",
  "unsupplied",
];

/** States in which the lead department's answer clock may run. */
export const ANSWER_CLOCK_STATES: readonly IssueState[] = ["dispatched", "handling"];

/** Severity 紧急程度; urgent shortens the answer clock. */
export const SEVERITIES = ["ordinary", "urgent"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Type of the issue 诉求类型, which sets the answer clock. */
export const ISSUE_TYPES = ["inquiry", "ordinary", "complex"] as const;
export type IssueType = (typeof ISSUE_TYPES)[number];

/** Confidentiality 保密方式: named to the unit, named by pseudonym, or known to the city supervisor alone. */
export const CONFIDENTIALITIES = ["open", "shielded", "sealed"] as const;
export type Confidentiality = (typeof CONFIDENTIALITIES)[number];

/** Class of a signed answer 答复: A solved, B under way with a date, C planned, D explained. */
export const ANSWER_CLASSES = ["A", "B", "C", "D"] as const;
export type AnswerClass = (typeof ANSWER_CLASSES)[number];

/** Named reasons for which the department's clock may stand still 中止计时. */
export const PAUSE_REASONS = [
  "firm_material",
  "statutory_procedure",
  "superior_reply",
  "third_party_appraisal",
  "consent_to_name",
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Who raised an issue. */
export const RAISER_KINDS = ["firm", "deputy", "clerk", "township_officer", "supervisor"] as const;
export type RaiserKind = (typeof RAISER_KINDS)[number];

/** Which government's dispatcher an issue is transferred to. */
export const TRANSFER_LEVELS = ["county", "city"] as const;
export type TransferLevel = (typeof TRANSFER_LEVELS)[number];

/** Why an issue was dispatched: for the first time, directly, by a ruling, by re-dispatch, or returned for a new round. */
export const DISPATCH_CAUSES = [
  "assigned",
  "direct",
  "objection_upheld",
  "reassigned",
  "redispatched",
  "returned",
] as const;
export type DispatchCause = (typeof DISPATCH_CAUSES)[number];

/** What a department may ask for: a pause of its clock, or more time. */
export const REQUEST_KINDS = ["pause", "extension"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Why a paused clock runs again. */
export const RESUME_CAUSES = ["supplied", "end_reached", "ended_early", "answered"] as const;
export type ResumeCause = (typeof RESUME_CAUSES)[number];

/** How the firm got the answer: it opened it, was told by phone, or in person. */
export const DELIVERY_WAYS = ["opened", "phone", "in_person"] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

/** The firm's word on an answer 办理结果评价. */
export const FIRM_SAYS = ["solved", "partly", "understood", "not_solved"] as const;
export type FirmSay = (typeof FIRM_SAYS)[number];

/** What a call-back 回访 found: the firm's word, or nobody reached in all tries. */
export const CALL_RESULTS = [...FIRM_SAYS, "unreached"] as const;
export type CallResult = (typeof CALL_RESULTS)[number];

/** Ratings of result and attitude 满意度. */
export const RATINGS = ["satisfied", "basically", "dissatisfied"] as const;
export type Rating = (typeof RATINGS)[number];

/** Closings a firm or deputy may contest, ratified or confirmed by somebody other than the firm or in haste. */
export const CONTESTABLE: readonly Closing[] = ["resolved", "explained", "unconfirmed"];

/** Closings after which the same matter may be taken up again. */
export const TAKE_UP: readonly Closing[] = ["withdrawn", "diverted", "converted"];
