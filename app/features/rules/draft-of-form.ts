import { ok, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { EXCEPTIONS, type LadderException } from "#app/domain/supervision/ladder-exceptions.ts";
import type { RulesDraft } from "#app/domain/supervision/rehearsal.ts";
import { ANSWER_KINDS, COUNTED, type DraftRulesForm } from "./rules.schema.ts";

const counted = (value: number) => (value === 0 ? null : value);

/** The draft a filled form describes. */
export function draftOfForm(form: DraftRulesForm): RulesDraft {
  return {
    deadlines: {
      answerDays: Object.fromEntries(
        ANSWER_KINDS.map((kind) => [kind, form[`answer_${kind}`]]),
      ) as NonNullable<RulesDraft["deadlines"]>["answerDays"],
      days: Object.fromEntries(COUNTED.map((clock) => [clock, form[`days_${clock}`]])) as NonNullable<
        RulesDraft["deadlines"]
      >["days"],
    },
    ladder: {
      yellowShare: form.yellowPercent / 100,
      level2Days: form.level2Days,
      level3Days: form.level3Days,
      notSolved: counted(form.notSolved),
      returns: counted(form.returns),
      sameProblem: counted(form.sameProblem),
      exceptions: exceptionsIn(form),
    },
    calendar: null,
  };
}

/** The rows of the form that name a place; one without is an exception taken away, or never made. */
function exceptionsIn(form: DraftRulesForm): LadderException[] {
  return filledRows(form).map((at) => ({
    categoryCode: form[`exception${at}_category`] || null,
    severity: form[`exception${at}_severity`] || null,
    countyCode: form[`exception${at}_county`] || null,
    yellowShare: form[`exception${at}_yellowPercent`] / 100,
    level2Days: form[`exception${at}_level2Days`],
    level3Days: form[`exception${at}_level3Days`],
  }));
}

const filledRows = (form: DraftRulesForm) =>
  EXCEPTIONS.filter(
    (at) =>
      form[`exception${at}_category`] || form[`exception${at}_severity`] || form[`exception${at}_county`],
  );

type Refused = { ok: false; error: Refusal };

/** A refusal of the draft, pointing at the form's own row: the draft counts only the rows that are filled. */
export function pointAtRow(refused: Refused, form: DraftRulesForm): Refused {
  const field = refused.error.field?.replace(
    /^exception(\d+)_/,
    (_whole, place: string) => `exception${filledRows(form)[Number(place)]}_`,
  );
  return field === undefined ? refused : { ok: false, error: { ...refused.error, field } };
}

const OFF = /^(休|放假|off)$/iu;
const WORK = /^(班|上班|work)$/iu;

/** The days a calendar's lines name; refuses with `rules.calendar_line` and the line that says no day. */
export function calendarOfLines(text: string): Result<RulesDraft> {
  const days: NonNullable<RulesDraft["calendar"]>[number][] = [];
  for (const whole of text.split("\n")) {
    const line = whole.trim();
    if (line === "") continue;
    const [day = "", mark = "", ...name] = line.split(/\s+/u);
    const exists = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
    const off = OFF.test(mark);
    if (!exists || (!off && !WORK.test(mark))) return refuse("rules.calendar_line", { line }, "days");
    days.push({ day, isWorkday: !off, name: name.join(" ") });
  }
  return ok({ deadlines: null, ladder: null, calendar: days });
}
