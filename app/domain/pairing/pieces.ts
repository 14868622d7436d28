import { changedOf, loadsOf } from "./pairs.ts";
import { costOf, type Instance, loadTerm } from "./problem.ts";

/** Moves that lead from one plan to another and make sense only together: a cycle or a path of deputies. */
export type Piece = { firms: readonly number[]; from: Int32Array; to: Int32Array };

/** A plan being worked on, with its cost and changes kept up to date. */
export type Bench = { plan: Int32Array; loads: Int32Array; cost: number; changed: number };

/** Begins work on a copy of the plan that costs `cost`. */
export function benchOf(instance: Instance, plan: Int32Array, cost: number): Bench {
  return { plan: plan.slice(), loads: loadsOf(instance, plan), cost, changed: changedOf(instance, plan) };
}

function move(instance: Instance, bench: Bench, f: number, d: number): void {
  const { plan, loads } = bench;
  const before = plan[f]!;
  const today = instance.current[f]!;
  if (before >= 0) {
    loads[before] = loads[before]! - 1;
    bench.cost -= costOf(instance, f, before) + loadTerm(instance, loads[before]!);
  } else bench.cost -= instance.unpaired;
  if (d >= 0) {
    bench.cost += costOf(instance, f, d) + loadTerm(instance, loads[d]!);
    loads[d] = loads[d]! + 1;
  } else bench.cost += instance.unpaired;
  if (today >= 0) bench.changed += (d === today ? 0 : 1) - (before === today ? 0 : 1);
  plan[f] = d;
}

/** A piece to apply, or to take back. */
type Step = { piece: Piece; back: boolean };

/** Applies the steps if every firm stands where they begin and no deputy ends over capacity; else changes nothing. */
function apply(instance: Instance, bench: Bench, steps: readonly Step[]): boolean {
  const done: [firm: number, before: number][] = [];
  let fits = true;
  for (const { piece, back } of steps) {
    const start = back ? piece.to : piece.from;
    const end = back ? piece.from : piece.to;
    fits &&= piece.firms.every((f) => bench.plan[f] === start[f]);
    if (!fits) break;
    for (const f of piece.firms) {
      done.push([f, bench.plan[f]!]);
      move(instance, bench, f, end[f]!);
    }
  }
  fits &&= done.every(([f]) => {
    const d = bench.plan[f]!;
    return d < 0 || bench.loads[d]! <= instance.capacity[d]!;
  });
  if (!fits) undo(instance, bench, done);
  return fits;
}

function undo(instance: Instance, bench: Bench, done: readonly [number, number][]): void {
  for (let i = done.length - 1; i >= 0; i--) move(instance, bench, done[i]![0], done[i]![1]);
}

/** Applies pieces that make the plan cheaper, those that add most changes first, as long as the budget lasts. */
export function spend(instance: Instance, bench: Bench, pieces: readonly Piece[], budget: number): void {
  const added = ({ firms, from, to }: Piece) => {
    let count = 0;
    for (const f of firms) {
      const today = instance.current[f]!;
      if (today >= 0) count += (to[f] === today ? 0 : 1) - (from[f] === today ? 0 : 1);
    }
    return count;
  };
  const ordered = pieces.map((piece) => ({ piece, adds: added(piece) })).sort((a, b) => b.adds - a.adds);
  for (const { piece, adds } of ordered) {
    if (bench.changed + adds > budget) continue;
    const before = bench.cost;
    const step = { piece, back: false };
    if (apply(instance, bench, [step]) && bench.cost > before)
      apply(instance, bench, [{ piece, back: true }]);
  }
}

/**
 * Looks for one step, or two together, that make the plan cheaper within the budget, takes the best and looks again:
 * so a piece too large for what is left of the budget gets in by taking a smaller one back. O(pieces^2) a time.
 */
export function refine(instance: Instance, bench: Bench, pieces: readonly Piece[], budget: number): void {
  const steps = pieces.flatMap((piece): Step[] => [
    { piece, back: false },
    { piece, back: true },
  ]);
  for (;;) {
    let best: Step[] | null = null;
    let least = bench.cost;
    const consider = (tried: Step[]) => {
      const before = bench.plan.slice();
      if (!apply(instance, bench, tried)) return;
      if (bench.cost < least && bench.changed <= budget) {
        least = bench.cost;
        best = tried;
      }
      const moved = tried.flatMap(({ piece }) => piece.firms);
      undo(
        instance,
        bench,
        moved.map((f): [number, number] => [f, before[f]!]),
      );
    };
    steps.forEach((one, i) => {
      consider([one]);
      for (const other of steps.slice(i + 1)) {
        consider([one, other]);
        consider([other, one]);
      }
    });
    if (best === null) return;
    apply(instance, bench, best);
  }
}

/**
 * Splits the difference of two plans into walks: the deputy a firm moves to passes one of his own moving firms on,
 * until nobody is left to pass on or the walk comes back to a deputy it has seen (a cycle, cut off there).
 */
export function piecesBetween(instance: Instance, from: Int32Array, to: Int32Array): Piece[] {
  const leaving = new Map<number, number[]>();
  const arriving = new Map<number, number>();
  for (let f = instance.firms - 1; f >= 0; f--) {
    if (from[f] === to[f]) continue;
    const list = leaving.get(from[f]!);
    if (list === undefined) leaving.set(from[f]!, [f]);
    else list.push(f);
    arriving.set(to[f]!, (arriving.get(to[f]!) ?? 0) + 1);
  }
  const pieces: Piece[] = [];
  const walk = (start: number) => {
    const trail: number[] = [];
    const seenAt = new Map<number, number>([[start, 0]]);
    let at = start;
    for (;;) {
      const f = leaving.get(at)?.pop();
      if (f === undefined) break;
      trail.push(f);
      at = to[f]!;
      const back = seenAt.get(at);
      if (back === undefined) {
        seenAt.set(at, trail.length);
        continue;
      }
      const cycle = trail.splice(back);
      for (const member of cycle) if (to[member]! !== at) seenAt.delete(to[member]!);
      pieces.push({ firms: cycle, from, to });
    }
    if (trail.length > 0) pieces.push({ firms: trail, from, to });
  };
  const deputies = [...leaving.keys()].sort((a, b) => a - b);
  const surplus = (d: number) => (leaving.get(d)?.length ?? 0) - (arriving.get(d) ?? 0);
  for (const d of deputies) for (let n = surplus(d); n > 0; n--) walk(d);
  for (const d of deputies) while ((leaving.get(d)?.length ?? 0) > 0) walk(d);
  return pieces;
}
