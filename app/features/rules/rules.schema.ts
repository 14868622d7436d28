import { z } from "zod";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { SEVERITIES } from "#app/domain/issue/states.ts";
import { EXCEPTIONS, type ExceptionField } from "#app/domain/supervision/ladder-exceptions.ts";
import { civilDay, line, optionalText, seenVersion } from "#app/platform/shapes.ts";

const days = (most: number) =>
  z.coerce.number("form.invalid").int("form.invalid").min(1, "form.invalid").max(most, "form.invalid");
const count = z.coerce
  .number("form.invalid")
  .int("form.invalid")
  .min(0, "form.invalid")
  .max(50, "form.invalid");

const percent = z.coerce
  .number("form.invalid")
  .int("form.invalid")
  .min(10, "form.invalid")
  .max(99, "form.invalid");

type Counted = keyof typeof DEFAULT_DEADLINE_POLICY.days;
type AnswerKind = keyof typeof DEFAULT_DEADLINE_POLICY.answerDays;
/** The clocks and kinds of answer whose working days are set by number, in the order of the form. */
export const COUNTED = Object.keys(DEFAULT_DEADLINE_POLICY.days) as Counted[];
export const ANSWER_KINDS = Object.keys(DEFAULT_DEADLINE_POLICY.answerDays) as AnswerKind[];

const daysFields = Object.fromEntries(COUNTED.map((clock) => [`days_${clock}`, days(60)])) as Record<
  `days_${Counted}`,
  ReturnType<typeof days>
>;
const answerFields = Object.fromEntries(ANSWER_KINDS.map((kind) => [`answer_${kind}`, days(120)])) as Record<
  `answer_${AnswerKind}`,
  ReturnType<typeof days>
>;

const place = z.string("form.invalid").max(12, "form.too_long").default("");
const severity = z.enum(["", ...SEVERITIES], "form.invalid").default("");
const forEach = <Name extends string, Shape>(name: Name, shape: Shape) =>
  Object.fromEntries(EXCEPTIONS.map((at) => [`exception${at}_${name}`, shape])) as Record<
    ExceptionField<Name>,
    Shape
  >;
/** Fields of each exception; a row that names no place is none, whatever its numbers. */
const exceptionFields = {
  ...forEach("category", place),
  ...forEach("severity", severity),
  ...forEach("county", place),
  ...forEach("yellowPercent", percent.default(70)),
  ...forEach("level2Days", days(60).default(5)),
  ...forEach("level3Days", days(120).default(10)),
};

/** Changed deadlines and ladder, as the city supervisor rehearses them; a count of 0 = no such trigger. */
export const draftRulesSchema = z.strictObject({
  intent: z.literal("rehearse"),
  purpose: line(120),
  ...answerFields,
  ...daysFields,
  yellowPercent: percent,
  level2Days: days(60),
  level3Days: days(120),
  notSolved: count,
  returns: count,
  sameProblem: count,
  ...exceptionFields,
});
export type DraftRulesForm = z.output<typeof draftRulesSchema>;

/** Changed days of the calendar, one a line: `2027-02-05 off Spring Festival`, `2027-02-14 work`. */
export const draftCalendarSchema = z.strictObject({
  intent: z.literal("rehearse_calendar"),
  purpose: line(120),
  days: optionalText(4000),
});

/** The rules of the desk itself, put in force at once: nothing escalates by them. */
export const deskRulesSchema = z.strictObject({
  intent: z.literal("desk"),
  soonDays: days(30),
  pausedLongDays: days(365),
  letterReplyDays: days(60),
  hollowMinutes: days(1440),
  hollowPercent: z.coerce
    .number("form.invalid")
    .int("form.invalid")
    .min(50, "form.invalid")
    .max(100, "form.invalid"),
  recurrenceDays: days(730),
  reason: line(200),
});
export type DeskRulesForm = z.output<typeof deskRulesSchema>;

/** What is done with a rehearsal: it is cancelled, started again after it ended without figures, or its rules are put in force from a day. */
export const rehearsalSchema = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("cancel"), version: seenVersion }),
  z.strictObject({ intent: z.literal("again"), version: seenVersion }),
  z.strictObject({
    intent: z.literal("put_in_force"),
    version: seenVersion,
    inForceFrom: civilDay,
    reason: line(200),
  }),
]);
export type RehearsalForm = z.output<typeof rehearsalSchema>;
