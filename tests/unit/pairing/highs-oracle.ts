import highs from "highs";
import { isAllowed, type PairingProblem, pairCost } from "#app/domain/pairing/problem.ts";

const solver = await highs();

/**
 * The optimum of a problem by HiGHS over every permitted pair: a linear program, or with a budget of changes an integer
 * one. Written from the statement of the problem alone. Returns null when HiGHS finds the problem infeasible.
 */
export function optimumByHighs(problem: PairingProblem): number | null {
  const firms = problem.firms.township.length;
  const deputies = problem.deputies.township.length;
  if (firms === 0) return 0;
  const banned = new Set(problem.forbidden.map(([f, d]) => f * deputies + d));
  const bare = { ...problem, forbidden: [] };
  const pinOf = new Map(problem.pinned);
  const terms: string[] = [];
  const rows: string[] = [];
  const names: string[] = [];
  const bounded: string[] = [];
  const held: string[][] = Array.from({ length: deputies }, () => []);
  const kept: string[] = [];
  for (let f = 0; f < firms; f++) {
    const choices: string[] = [];
    for (let d = 0; d < deputies; d++) {
      if (banned.has(f * deputies + d) || !isAllowed(bare, f, d)) continue;
      if (pinOf.has(f) && pinOf.get(f) !== d) continue;
      const name = `x${f}_${d}`;
      terms.push(signed(pairCost(problem, f, d).total, name));
      choices.push(name);
      held[d]!.push(name);
      if (problem.current[f] === d) kept.push(name);
    }
    if (!pinOf.has(f)) {
      terms.push(signed(problem.cost.unpaired, `z${f}`));
      choices.push(`z${f}`);
    }
    names.push(...choices);
    rows.push(`f${f}: ${choices.join(" + ")} = 1`);
  }
  const { load } = problem.cost;
  for (let d = 0; d < deputies; d++) {
    if (held[d]!.length === 0) continue;
    const places: string[] = [];
    for (let n = 0; n < Math.min(problem.deputies.capacity[d]!, firms); n++) {
      const name = `y${d}_${n}`;
      terms.push(signed(load[Math.min(n, load.length - 1)]!, name));
      places.push(name);
      bounded.push(`0 <= ${name} <= 1`);
    }
    rows.push(
      `d${d}: ${[...held[d]!, ...places.map((name) => `- ${name}`)].join(" + ").replaceAll("+ -", "-")} = 0`,
    );
  }
  const integer = problem.maxChanges !== null;
  if (problem.maxChanges !== null) {
    const paired = problem.current.filter((d) => d >= 0).length;
    const least = paired - problem.maxChanges;
    if (kept.length === 0 && least > 0) return null;
    if (kept.length > 0) rows.push(`budget: ${kept.join(" + ")} >= ${least}`);
  }
  const text = [
    "Minimize",
    `obj: ${terms.join(" ")}`,
    "Subject To",
    ...rows,
    "Bounds",
    ...names.map((name) => `0 <= ${name} <= 1`),
    ...bounded,
    ...(integer ? ["General", names.join(" ")] : []),
    "End",
  ].join("\n");
  const solution = solver.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0 });
  return solution.Status === "Optimal" ? Math.round(solution.ObjectiveValue) : null;
}

function signed(cost: number, name: string): string {
  return cost < 0 ? `- ${-cost} ${name}` : `+ ${cost} ${name}`;
}
