/** One version of the rules of the supervisor's desk: data that the city supervisor changes with a reason. */
export type SupervisionPolicy = {
  /** Days of the calendar that "due soon" looks ahead. */
  soonDays: number;
  /** Days of the calendar after which a pause is called too long. */
  pausedLongDays: number;
  /** Working days a unit has to reply to a supervision notice 督办函, unless its signer says otherwise. */
  letterReplyDays: number;
  /** What makes a closure look hollow 疑似虚假办结. */
  hollow: {
    /** Answered within so many minutes of being signed for. */
    minutes: number;
    /** Answers of different issues that are at least so alike, 0 to 1. */
    likeness: number;
    /** The same firm with the same category again within so many days of the closure. */
    recurrenceDays: number;
  };
};

/** The rules that ship with the product. Source: product rules, section 6. */
export const DEFAULT_SUPERVISION_POLICY: SupervisionPolicy = {
  soonDays: 3,
  pausedLongDays: 15,
  letterReplyDays: 5,
  hollow: { minutes: 30, likeness: 0.9, recurrenceDays: 90 },
};
