/**
 * Named sets of firms by which the health of the pairs is told, all within the programme: `programme` 联系范围内, `covered` 有在任联系代表,
 * `care` 代管 (no active liaison), `overdue` 联系已逾期 (the day of the next contact has passed), `never_met` 从未联系过, `silent` 零诉求
 * (never raised anything), `open_issues` 有未办结诉求. A number on a page is the count of its set, and leads to its list.
 */
export const HEALTH_SETS = [
  "programme",
  "covered",
  "care",
  "overdue",
  "never_met",
  "silent",
  "open_issues",
] as const;
export type HealthSet = (typeof HEALTH_SETS)[number];

/** Where one more place is worth most, in the plan's weights: what the whole would save. */
export type PlaceWorth = { township: number; worth: number };

/**
 * The townships whose deputies would gain most by one more place, best first, at most `most`: `worthByDeputy[d]` is what a place more at
 * deputy d saves (null: has none to give), `homeOf[d]` the township. A township counts by its best deputy; those worth nothing are left out.
 */
export function worthByTownship(
  worthByDeputy: readonly (number | null)[],
  homeOf: readonly number[],
  most: number,
): PlaceWorth[] {
  const best = new Map<number, number>();
  worthByDeputy.forEach((worth, deputy) => {
    if (worth === null || worth <= 0) return;
    const township = homeOf[deputy]!;
    best.set(township, Math.max(worth, best.get(township) ?? 0));
  });
  return [...best]
    .map(([township, worth]) => ({ township, worth }))
    .sort((a, b) => b.worth - a.worth || a.township - b.township)
    .slice(0, most);
}
