import { describe, expect, it } from "vitest";
import { CLOCK_KINDS, LEVELS } from "#app/domain/deadline/clocks.ts";
import { DAY_NOTES } from "#app/domain/deadline/explain.ts";
import { CLOCK_PARTIES } from "#app/domain/deadline/span.ts";
import { RECIPIENTS } from "#app/domain/escalation/recipients.ts";
import { ISSUE_EVENT_KINDS } from "#app/domain/issue/events.ts";
import * as states from "#app/domain/issue/states.ts";
import { COMMAND_KINDS } from "#app/domain/issue/transitions.ts";
import { escalation as enEscalation } from "#app/i18n/en/escalation.ts";
import { issue as enIssue } from "#app/i18n/en/issue.ts";
import { issueDesk as enIssueDesk } from "#app/i18n/en/issue-desk.ts";
import { escalation as zhEscalation } from "#app/i18n/zh-CN/escalation.ts";
import { issue as zhIssue } from "#app/i18n/zh-CN/issue.ts";
import { issueDesk as zhIssueDesk } from "#app/i18n/zh-CN/issue-desk.ts";

const WANTED = [
  ...states.ISSUE_STATES.map((code) => `issue.state.${code}`),
  ...states.CLOSINGS.map((code) => `issue.closing.${code}`),
  ...states.SEVERITIES.map((code) => `issue.severity.${code}`),
  ...states.ISSUE_TYPES.map((code) => `issue.type.${code}`),
  ...states.CONFIDENTIALITIES.map((code) => `issue.confidentiality.${code}`),
  ...states.ANSWER_CLASSES.map((code) => `issue.answerClass.${code}`),
  ...states.PAUSE_REASONS.map((code) => `issue.pauseReason.${code}`),
  ...states.RAISER_KINDS.map((code) => `issue.raiser.${code}`),
  ...states.DISPATCH_CAUSES.map((code) => `issue.cause.${code}`),
  ...states.REQUEST_KINDS.map((code) => `issue.request.${code}`),
  ...states.RESUME_CAUSES.map((code) => `issue.resume.${code}`),
  ...states.DELIVERY_WAYS.map((code) => `issue.delivery.${code}`),
  ...states.FIRM_SAYS.map((code) => `issue.say.${code}`),
  ...states.CALL_RESULTS.map((code) => `issue.callResult.${code}`),
  ...states.RATINGS.map((code) => `issue.rating.${code}`),
  ...COMMAND_KINDS.map((code) => `issue.command.${code}`),
  ...ISSUE_EVENT_KINDS.map((code) => `event.${code}`),
  ...CLOCK_KINDS.map((code) => `clock.${code}`),
  ...LEVELS.map((code) => `level.${code}`),
  ...CLOCK_PARTIES.map((code) => `party.${code}`),
  ...RECIPIENTS.map((code) => `recipient.${code}`),
  ...DAY_NOTES.map((code) => `dayNote.${code}`),
];

describe("the words of issues and escalation", () => {
  it("every code has its word in both languages", () => {
    const zh: Record<string, unknown> = { ...zhIssue, ...zhIssueDesk, ...zhEscalation };
    const en: Record<string, unknown> = { ...enIssue, ...enIssueDesk, ...enEscalation };
    expect(WANTED.filter((key) => zh[key] === undefined)).toEqual([]);
    expect(WANTED.filter((key) => en[key] === undefined)).toEqual([]);
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });
});
