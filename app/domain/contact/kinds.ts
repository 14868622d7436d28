/** Kinds of contact 联系方式: visit 走访, phone 电话, chat 微信, station reception 接待, meeting 座谈. */
export const CONTACT_KINDS = ["visit", "phone", "chat", "station", "meeting"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** What came of it 结果; all but `met` pause what is due until an officer or clerk has looked. */
export const CONTACT_OUTCOMES = ["met", "not_found", "moved", "shut", "refused"] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

/** Where a record came from. */
export const CONTACT_SOURCES = ["phone", "desk", "import"] as const;

/** Topics offered as taps. */
export const CONTACT_TOPICS = [
  "policy",
  "operation",
  "labour",
  "finance",
  "land",
  "approval",
  "market",
  "safety",
] as const;
export type ContactTopic = (typeof CONTACT_TOPICS)[number];
