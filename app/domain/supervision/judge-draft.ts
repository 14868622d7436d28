import type { DeadlinePolicy } from "#app/domain/deadline/policy.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { placeOf, sameExceptions } from "./ladder-exceptions.ts";
import { type LadderDraft, ladderNumbers, type RulesDraft } from "./rehearsal.ts";

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What of a draft differs from the rules in force; the rest is left out. Refuses with `rules.nothing_changed`, and with `rules.ladder_order`
 * where level 3 would come before level 2, `rules.exception_twice` for two exceptions at one place.
 */
export function judgeDraft(
  draft: RulesDraft,
  now: { deadlines: DeadlinePolicy; ladder: LadderPolicy },
): Result<RulesDraft> {
  const { answerDays, days } = now.deadlines;
  const ladder =
    draft.ladder === null || sameLadder(draft.ladder, ladderNumbers(now.ladder)) ? null : draft.ladder;
  const deadlines =
    draft.deadlines === null ||
    (same(sorted(draft.deadlines.answerDays), sorted(answerDays)) &&
      same(sorted(draft.deadlines.days), sorted(days)))
      ? null
      : draft.deadlines;
  const calendar = draft.calendar === null || draft.calendar.length === 0 ? null : draft.calendar;
  if (ladder === null && deadlines === null && calendar === null) return refuse("rules.nothing_changed", {});
  if (ladder !== null && ladder.level3Days <= ladder.level2Days)
    return refuse("rules.ladder_order", {}, "level3Days");
  const exceptions = ladder?.exceptions ?? [];
  for (const [index, one] of exceptions.entries()) {
    if (one.level3Days <= one.level2Days)
      return refuse("rules.ladder_order", {}, `exception${index}_level3Days`);
    if (exceptions.findIndex((other) => placeOf(other) === placeOf(one)) !== index)
      return refuse("rules.exception_twice", {}, `exception${index}_category`);
  }
  return ok({ deadlines, ladder, calendar });
}

function sorted(numbers: Record<string, number>): [string, number][] {
  return Object.entries(numbers).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sameLadder(a: LadderDraft, b: LadderDraft): boolean {
  const { exceptions: mine, ...numbers } = a;
  const { exceptions: theirs = [], ...others } = b;
  const same = (Object.keys(others) as (keyof typeof others)[]).every((key) => numbers[key] === others[key]);
  return same && (mine === undefined || sameExceptions(mine, theirs));
}
