/**
 * The order of two facts. The log decides: facts hold in the order in which they were recorded under the subject's
 * lock, and a fact is never earlier than the one it was decided on ({@link effectiveAt}). Between a person's act and a
 * deadline at the same instant the person comes first: an act at the due instant is in time, and a level fires only
 * strictly after its instant ({@link isPast}).
 */
export function effectiveAt(previousAt: number | null, at: number): number {
  return previousAt === null || at >= previousAt ? at : previousAt;
}

/** Whether a deadline at `at` has passed at `now`: the instant itself still counts in time (both epoch ms). */
export function isPast(at: number, now: number): boolean {
  return now > at;
}
