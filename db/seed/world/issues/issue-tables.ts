import type { answers, promises, verdicts } from "#db/schema/answers.ts";
import type { clocks, escalations, notices } from "#db/schema/escalations.ts";
import type { issueAssignments, issueConsents, issueParties, issues, issueTexts } from "#db/schema/issues.ts";
import type { EventRow } from "../contact-rows.ts";
import type { RowOf } from "../rows.ts";

/** Rows of issues by table, in the order in which they may be written. */
export type IssueRows = {
  issues: RowOf<typeof issues>[];
  parties: RowOf<typeof issueParties>[];
  assignments: RowOf<typeof issueAssignments>[];
  consents: RowOf<typeof issueConsents>[];
  answers: (RowOf<typeof answers> & { answerId: number })[];
  verdicts: RowOf<typeof verdicts>[];
  texts: RowOf<typeof issueTexts>[];
  promises: RowOf<typeof promises>[];
  clocks: RowOf<typeof clocks>[];
  escalations: RowOf<typeof escalations>[];
  notices: RowOf<typeof notices>[];
  events: EventRow[];
};

/** The next free key of each table. */
export type Keys = Record<Exclude<keyof IssueRows, "issues" | "parties">, number>;

export function firstKeys(firstEvent: number): Keys {
  return {
    assignments: 1,
    consents: 1,
    answers: 1,
    verdicts: 1,
    texts: 1,
    promises: 1,
    clocks: 1,
    escalations: 1,
    notices: 1,
    events: firstEvent,
  };
}

export function noRows(): IssueRows {
  return {
    issues: [],
    parties: [],
    assignments: [],
    consents: [],
    answers: [],
    verdicts: [],
    texts: [],
    promises: [],
    clocks: [],
    escalations: [],
    notices: [],
    events: [],
  };
}
