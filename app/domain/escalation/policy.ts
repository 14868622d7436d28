import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { Ladder, Level } from "#app/domain/deadline/clocks.ts";
import { type DeadlinePolicy, policyInForce } from "#app/domain/deadline/policy.ts";
import type { Severity } from "#app/domain/issue/states.ts";
import type { Recipient } from "./recipients.ts";

/**
 * One rung. `share` = due when this share of the clock's office time is used; `workingDays` = that many working days
 * after the due instant (0 = overdue); both null = only a person sets it. `notSolved`, `returns`, `sameProblem` make
 * it due at the start of an episode by count. A `gate` opens once and waits for a person.
 */
export type Rung = {
  level: Level;
  share: number | null;
  workingDays: number | null;
  notSolved: number | null;
  returns: number | null;
  sameProblem: number | null;
  gate: boolean;
  /** Made responsible and told; everybody on the rungs below stays in copy. */
  tells: readonly Recipient[];
  /** Clocks of at most this many working days put the rung in the daily digest only; null = always told at once. */
  digestUpToDays: number | null;
  /** A supervision notice 督办函 is drafted with the level. */
  draftsNotice: boolean;
};

/** A ladder that replaces the ordinary one where all its conditions hold; the one with most conditions wins. */
export type LadderOverride = {
  unitKind: DepartmentKind | null;
  categoryCode: string | null;
  severity: Severity | null;
  countyCode: string | null;
  rungs: readonly Rung[];
};

/** One version of the ladders 提级督办: data, in force from an instant (epoch ms); a clock keeps that of its own start. */
export type LadderPolicy = {
  version: number;
  inForceFrom: number;
  main: Record<DepartmentKind, readonly Rung[]>;
  overrides: readonly LadderOverride[];
  reminders: Record<Exclude<Ladder, "main">, readonly Rung[]>;
};

/** All versions of both policies, with which any instant of the past can be judged. */
export type PolicyBook = { deadlines: readonly DeadlinePolicy[]; ladders: readonly LadderPolicy[] };

/** What picks the ladder of a clock beside its own name. */
export type LadderScope = {
  unitKind: DepartmentKind | null;
  categoryCode: string | null;
  severity: Severity;
  countyCode: string;
};

/** The rungs that hold for a clock started at `startedAt`, lowest first; empty when nothing is told. */
export function rungsOf(
  ladders: readonly LadderPolicy[],
  ladder: Ladder,
  scope: LadderScope,
  startedAt: number,
): readonly Rung[] {
  const policy = policyInForce(ladders, startedAt);
  if (ladder !== "main") return policy.reminders[ladder];
  let chosen: readonly Rung[] = policy.main[scope.unitKind ?? "government"];
  let conditions = 0;
  for (const override of policy.overrides) {
    const matched = matchedConditions(override, scope);
    if (matched > conditions) {
      conditions = matched;
      chosen = override.rungs;
    }
  }
  return chosen;
}

/** The least number of firms with the same problem that opens a gate anywhere; null when no ladder counts them. */
export function leastSameProblem(ladders: readonly LadderPolicy[]): number | null {
  let least: number | null = null;
  for (const { main, overrides } of ladders) {
    for (const { sameProblem } of [...Object.values(main), ...overrides.map((one) => one.rungs)].flat()) {
      if (sameProblem !== null && (least === null || sameProblem < least)) least = sameProblem;
    }
  }
  return least;
}

/** Number of conditions that hold, or 0 when one of them does not. */
function matchedConditions(override: LadderOverride, scope: LadderScope): number {
  let matched = 0;
  for (const key of ["unitKind", "categoryCode", "severity", "countyCode"] as const) {
    if (override[key] === null) continue;
    if (override[key] !== scope[key]) return 0;
    matched += 1;
  }
  return matched;
}
