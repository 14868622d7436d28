import { readFile, writeFile } from "node:fs/promises";
import { explainerOf } from "#app/domain/pairing/explain.ts";
import type { FlowNetwork } from "#app/domain/pairing/network.ts";
import { parseProblem } from "#app/domain/pairing/parse-problem.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { type Plan, solvePairing } from "#app/domain/pairing/solve.ts";
import { type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { readArguments } from "./arguments.ts";
import { layOutNetwork } from "./bench/pairing/anchor.ts";
import type { CommandOut } from "./command.ts";

const USAGE = "Usage: pair solve --problem FILE --json [--explain FIRM] [--dump-network FILE]";
const say = translator("en");

/**
 * `pair solve`: solves a neutral pairing problem and prints one object. A refusal is printed as
 * `{ error: { code, facts, message } }` with status 1; wrong use (also an unreadable file) is status 2.
 */
export async function pairSolve(words: string[], out: CommandOut): Promise<number> {
  const args = readArguments(words, ["problem", "explain", "dump-network"], ["json"]);
  const file = typeof args === "string" ? undefined : args.options.get("problem");
  if (typeof args === "string" || file === undefined || args.words.length > 0) {
    out.stderr(typeof args === "string" ? args : USAGE);
    return 2;
  }
  const begun = performance.now();
  const text = await readFile(file, "utf8").catch((error: Error) => error);
  if (typeof text !== "string") {
    out.stderr(text.message);
    return 2;
  }
  const parsed = parseText(text);
  const read = performance.now() - begun;
  const explained = args.options.get("explain");
  const firm = explained === undefined ? null : Number(explained);
  if (parsed.ok && firm !== null && parsed.value.firms.township[firm] === undefined) {
    out.stderr(`--explain ${explained}: the problem has no such firm.`);
    return 2;
  }
  let dumped: Int32Array | null = null;
  const dump = args.options.get("dump-network");
  const onNetwork = (network: FlowNetwork) => {
    if (dump !== undefined) dumped = layOutNetwork(network);
  };
  const result: Result<Plan> = parsed.ok ? solve(parsed.value, onNetwork) : parsed;
  if (dump !== undefined && dumped !== null)
    await writeFile(dump, new Uint8Array((dumped as Int32Array).buffer));
  if (!result.ok) {
    out.stdout(JSON.stringify({ error: { ...result.error, message: wordRefusal(result.error) } }));
    return 1;
  }
  const printed = {
    ...printedPlan(result.value, read),
    ...(firm === null ? {} : { explanation: explainerOf(result.value).explain(firm) }),
  };
  out.stdout(JSON.stringify(printed, null, args.flags.has("json") ? undefined : 2));
  return 0;
}

function parseText(text: string): ReturnType<typeof parseProblem> {
  try {
    return parseProblem(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse("pairing.bad_problem", { field: "problem", index: null, why: "not_json" }, "problem");
  }
}

function solve(problem: PairingProblem, onNetwork: (network: FlowNetwork) => void): Result<Plan> {
  return solvePairing(problem, { clock: () => performance.now(), onNetwork });
}

function wordRefusal(error: Refusal): string {
  if (error.code !== "pairing.bad_problem") return say.refusal(error);
  const { field, index, why } = error.facts;
  return say.refusal({ code: error.code, facts: { field, index, why: say.dynamic(`pairing.why.${why}`) } });
}

function printedPlan(plan: Plan, read: number) {
  const round = (ms: number) => Math.round(ms * 10) / 10;
  const { build, solve, pairs, certify } = plan.ms;
  return {
    format: "liaison-pairing-plan/1",
    assignment: Array.from(plan.assignment),
    objective: plan.objective,
    bound: plan.bound,
    proven: plan.proven,
    unpaired: plan.unpaired,
    changed: plan.changed,
    changedMinimum: plan.changedMinimum,
    shortfall: plan.shortfall,
    network: plan.network,
    certificate: plan.certificate.digest,
    ms: {
      read: round(read),
      build: round(build),
      solve: round(solve),
      pairs: round(pairs),
      certify: round(certify),
    },
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
