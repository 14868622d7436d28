/** A time that runs `speed` times as fast as the database's clock, from `from` on at its instant `since`, up to `until` (all epoch ms). */
export type VirtualTime = { since: number; from: number; until: number; speed: number };

/** What the virtual clock shows when the database's shows `database`. */
export function virtualNow({ since, from, until, speed }: VirtualTime, database: number): number {
  return Math.floor(Math.min(until, from + Math.max(0, database - since) * speed));
}
