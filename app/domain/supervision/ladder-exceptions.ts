import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { LadderOverride, LadderPolicy, Rung } from "#app/domain/escalation/policy.ts";
import type { Severity } from "#app/domain/issue/states.ts";

/** Where an exception to the ladder holds; null = anywhere. */
type Where = { categoryCode: string | null; severity: Severity | null; countyCode: string | null };

/** An exception 例外 to the ladder of issues: where it holds, and its own numbers (share 0 to 1, working days overdue). */
export type LadderException = Where & { yellowShare: number; level2Days: number; level3Days: number };

/** The places an exception may take; so many there may be at once. */
export const EXCEPTIONS = [0, 1, 2, 3, 4, 5, 6, 7] as const;
type Place = (typeof EXCEPTIONS)[number];
/** Name of a field of the exception at a place. */
export type ExceptionField<Name extends string> = `exception${Place}_${Name}`;

const at = (rungs: readonly Rung[], level: number) => rungs.find((rung) => rung.level === level);

/** Whether a ladder climbs by time to levels 2 and 3; those of courts and prosecutors don't, and no exception touches them. */
const climbs = (rungs: readonly Rung[]) =>
  at(rungs, 2)?.workingDays != null && at(rungs, 3)?.workingDays != null;

const isAsked = (one: Where) => one.categoryCode !== null || one.severity !== null || one.countyCode !== null;

/** The exceptions in force, read from the ladders of ordinary units. */
export function exceptionsOf(policy: LadderPolicy): LadderException[] {
  return policy.overrides
    .filter((one) => one.unitKind === "government" && isAsked(one) && climbs(one.rungs))
    .map(({ categoryCode, severity, countyCode, rungs }) => ({
      categoryCode,
      severity,
      countyCode,
      yellowShare: at(rungs, 0)?.share ?? 0,
      level2Days: at(rungs, 2)?.workingDays ?? 0,
      level3Days: at(rungs, 3)?.workingDays ?? 0,
    }));
}

/** The ladders that exceptions make: one for each kind of unit whose own ladder climbs by time, with everybody told as there. */
export function overridesOf(
  main: LadderPolicy["main"],
  exceptions: readonly LadderException[],
): LadderOverride[] {
  const kinds = (Object.keys(main) as DepartmentKind[]).filter((kind) => climbs(main[kind]));
  return exceptions.flatMap(({ categoryCode, severity, countyCode, ...numbers }) =>
    kinds.map((unitKind) => ({
      unitKind,
      categoryCode,
      severity,
      countyCode,
      rungs: main[unitKind].map((rung) => changed(rung, numbers)),
    })),
  );
}

function changed(rung: Rung, numbers: Omit<LadderException, keyof Where>): Rung {
  if (rung.level === 0 && rung.share !== null) return { ...rung, share: numbers.yellowShare };
  if (rung.level === 2) return { ...rung, workingDays: numbers.level2Days };
  if (rung.level === 3) return { ...rung, workingDays: numbers.level3Days };
  return rung;
}

/** Where an exception holds, as one word; two that hold at the same place are the same one. */
export const placeOf = ({ categoryCode, severity, countyCode }: Where) =>
  `${categoryCode ?? ""}/${severity ?? ""}/${countyCode ?? ""}`;

/** Whether two lists say the same, in whatever order. */
export function sameExceptions(a: readonly LadderException[], b: readonly LadderException[]): boolean {
  const words = (list: readonly LadderException[]) =>
    list
      .map((one) => `${placeOf(one)} ${one.yellowShare} ${one.level2Days} ${one.level3Days}`)
      .sort()
      .join("\n");
  return words(a) === words(b);
}
