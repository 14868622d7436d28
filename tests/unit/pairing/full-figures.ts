/** Whether the full figures run (LIAISON_FULL=1) or the reduced ones of every day. */
export const FULL = process.env.LIAISON_FULL === "1";

/** Picks the figure of the run. */
export function figure(full: number, everyDay: number): number {
  return FULL ? full : everyDay;
}
