import {
  type Alternative,
  type Explainer,
  type Explanation,
  explainerOf,
  worthOfPlaces,
} from "#app/domain/pairing/explain.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { type Plan, solvePairing } from "#app/domain/pairing/solve.ts";
import type { Refusal } from "#app/domain/result.ts";

/**
 * `key` names the plan with its version; `firm` by index, null asks for the worth of one more place at each deputy instead;
 * with `deputy` that one is priced as well.
 */
export type ExplainQuestion = {
  task: "explain";
  key: string;
  firm: number | null;
  deputy?: number;
  problem?: PairingProblem;
};

/** The answer; not `known`: the plan has to be sent along. `chosen` is null where a hard rule forbids the pair. */
export type Explained =
  | { known: false }
  | { known: true; what: "firm"; explanation: Explanation; chosen?: Alternative | null }
  | { known: true; what: "worth"; worth: (number | null)[] }
  | { known: true; what: "refusal"; refusal: Refusal };

/** How many solved plans are held at once: a network of the whole city takes some tens of megabytes. */
const HELD = 3;
type Held = { plan: Plan; explainer: Explainer };
const held = new Map<string, Held>();

/** Explains from the residual network of the solved plan, which is solved once and held. */
export function explainHere(question: ExplainQuestion): Explained {
  const found = find(question);
  if (found === undefined) return { known: false };
  if ("refusal" in found) return { known: true, what: "refusal", refusal: found.refusal };
  const { firm, deputy } = question;
  if (firm === null) return { known: true, what: "worth", worth: worthOfPlaces(found.plan) };
  const explanation = found.explainer.explain(firm);
  const chosen = deputy === undefined ? undefined : found.explainer.price(firm, deputy);
  return { known: true, what: "firm", explanation, chosen };
}

function find({ key, problem }: ExplainQuestion): Held | { refusal: Refusal } | undefined {
  const known = held.get(key);
  if (known) {
    held.delete(key);
    held.set(key, known);
    return known;
  }
  if (problem === undefined) return undefined;
  const solved = solvePairing(problem);
  if (!solved.ok) return { refusal: solved.error };
  const made = { plan: solved.value, explainer: explainerOf(solved.value) };
  held.set(key, made);
  for (const oldest of held.keys()) {
    if (held.size <= HELD) break;
    held.delete(oldest);
  }
  return made;
}
