import type { Instance } from "./problem.ts";

/**
 * The fewest changes the hard rules alone force (不可避免的变动): firms whose pair of today became illegal (out of
 * reach, forbidden, pinned elsewhere), plus for each deputy the permitted firms of today beyond the places his pins
 * leave. Firms may go without, so no further change is ever forced and the number is exact. O(firms + deputies).
 */
export function changedMinimum(instance: Instance): number {
  const { firms, deputies, current, legal, pin, pins, capacity } = instance;
  const staying = new Int32Array(deputies);
  let forced = 0;
  for (let f = 0; f < firms; f++) {
    const today = current[f]!;
    if (today < 0) continue;
    if (legal[f] !== 1) forced++;
    else if (pin[f]! < 0) staying[today] = staying[today]! + 1;
  }
  for (let d = 0; d < deputies; d++) forced += Math.max(0, staying[d]! - (capacity[d]! - pins[d]!));
  return forced;
}

/** How many firms have a deputy today. */
export function pairedToday(instance: Instance): number {
  let count = 0;
  for (const today of instance.current) if (today >= 0) count++;
  return count;
}
