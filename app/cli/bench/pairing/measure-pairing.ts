import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BenchRow, emptyRow, hundredths, percentile } from "#app/cli/bench/row.ts";
import { explainerOf } from "#app/domain/pairing/explain.ts";
import { parseProblem } from "#app/domain/pairing/parse-problem.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { type Plan, solvePairing } from "#app/domain/pairing/solve.ts";
import { layOutNetwork, runAnchor } from "./anchor.ts";
import { cityProblem, cityWithPairs, numbersFrom } from "./city-problem.ts";

/** One yardstick: the problem is made when its turn comes; `kind` says which limits it has. */
type Case = {
  name: string;
  kind: "scratch" | "repair" | "ten";
  problem: () => PairingProblem | Promise<PairingProblem>;
  expected?: number;
};

/** `only`: yardsticks whose name contains it; all without. */
export type PairingFlags = { lemon: string | undefined; problems: string; only: string };

/**
 * `--lemon BINARY` (or LIAISON_LEMON) is the anchor; `--problems FOLDER` holds given problems, else those beside the project;
 * `--only TEXT` picks yardsticks by name.
 */
export function pairingFlags(options: ReadonlyMap<string, string>): PairingFlags {
  return {
    lemon: options.get("lemon") ?? process.env.LIAISON_LEMON,
    problems: options.get("problems") ?? join("..", "shared", "data", "pairing"),
    only: options.get("only") ?? "",
  };
}

/** Own solves of each case, the anchor's in turn with them. */
const RUNS = 5;
const RUNS_TEN = 3;
const WARM_SOLVES = 12;
const ARCS = { scratch: 70_000, repair: 150_000, ten: 700_000 };
/** Times the anchor: from scratch, one repair, ten cities. */
const RATIO = { scratch: 2, repair: 2.5, ten: 3 };
const MEAN_RATIO = 1.5;
const TEN_CITIES_MB = 1024;
const EXPLANATION_MS = 50;
const EXPLAINED = 200;
/** More than anything a change could save, also a firm left without. */
const CALM = 1_000_000;

const GIVEN = ["full-scratch", "full-keep-1", "full-keep-100", "full-keep-3000"];
const SEED = 2026;

/**
 * The yardsticks of pairing. A row's times are milliseconds from the built network to the final pairs, all rounds; `ratio` is their median
 * over the anchor's on the network of the first round (left out without the anchor); a plan that is not proven, or not the
 * expected optimum, counts as an error. A small city is solved first, so that compiled code is measured.
 */
export async function measurePairing(say: (line: string) => void, flags: PairingFlags): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "liaison-bench-"));
  try {
    const rows: BenchRow[] = [];
    const repairs: number[] = [];
    const cases = [...(await givenCases(flags.problems, say)), ...generatedCases()];
    for (let n = 0; n < WARM_SOLVES; n++) solve(cityProblem(SEED, 0.1));
    for (const one of cases.filter(({ name }) => name.includes(flags.only))) {
      say(one.name);
      const row = await measureCase(one, await one.problem(), flags.lemon, join(folder, "network"));
      if (one.kind === "repair" && row.more.ratio !== undefined) repairs.push(row.more.ratio.value);
      rows.push(row);
    }
    if (repairs.length > 0) rows.push(meanOf(repairs));
    if (flags.only === "") {
      say("explanations");
      rows.push(...measureExplanations(), measureCalm());
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function givenCases(folder: string, say: (line: string) => void): Promise<Case[]> {
  if (!existsSync(join(folder, "expected.json"))) {
    say(`no given problems in ${folder}: generated ones alone`);
    return [];
  }
  const expected = JSON.parse(await readFile(join(folder, "expected.json"), "utf8"));
  return GIVEN.map(
    (name): Case => ({
      name: `given ${name}`,
      kind: name === "full-scratch" ? "scratch" : "repair",
      expected: expected[name].objective,
      problem: async () => {
        const parsed = parseProblem(JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")));
        if (!parsed.ok) throw new Error(parsed.error.code);
        return parsed.value;
      },
    }),
  );
}

function generatedCases(): Case[] {
  const scratch = [SEED, SEED + 10].map(
    (seed): Case => ({
      name: `scratch, seed ${seed}`,
      kind: "scratch",
      problem: () => cityProblem(seed),
    }),
  );
  const repairs = (["optimal", "hand-grown"] as const).flatMap((origin) =>
    [1, 100, 500, 3000].map(
      (keep): Case => ({
        name: `keep ${keep} from ${origin}`,
        kind: "repair",
        problem: () => cityWithPairs(SEED, origin, keep),
      }),
    ),
  );
  return [...scratch, ...repairs, { name: "ten cities", kind: "ten", problem: () => cityProblem(SEED, 10) }];
}

function solve(problem: PairingProblem, onNetwork?: (words: Int32Array) => void): Plan {
  const result = solvePairing(problem, {
    clock: () => performance.now(),
    onNetwork: (network) => onNetwork?.(layOutNetwork(network)),
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

async function measureCase(
  one: Case,
  problem: PairingProblem,
  lemon: string | undefined,
  file: string,
): Promise<BenchRow> {
  const own: number[] = [];
  const theirs: number[] = [];
  let wrong = 0;
  let arcs = 0;
  for (let run = 0; run < (one.kind === "ten" ? RUNS_TEN : RUNS); run++) {
    let words: Int32Array | null = null;
    const keepWords = (dumped: Int32Array) => {
      words = dumped;
    };
    const plan = solve(problem, run === 0 ? keepWords : undefined);
    if (words !== null) await writeFile(file, new Uint8Array((words as Int32Array).buffer));
    own.push(plan.ms.solve);
    arcs = plan.network.arcs;
    if (!plan.proven || (one.expected !== undefined && plan.objective !== one.expected)) wrong++;
    if (lemon !== undefined) theirs.push((await runAnchor(lemon, file)).ms);
  }
  const row: BenchRow = { ...emptyRow(one.name), ...spread(own), errors: wrong };
  row.more.arcs = { value: arcs, limit: ARCS[one.kind] };
  if (theirs.length > 0) {
    const anchor = spread(theirs).p50;
    row.more.anchorMs = { value: anchor, limit: null };
    row.more.ratio = { value: hundredths(row.p50 / anchor), limit: RATIO[one.kind] };
  }
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  row.more.peakMb = { value: peakMb, limit: one.kind === "ten" ? TEN_CITIES_MB : null };
  return row;
}

function spread(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) };
}

function meanOf(ratios: readonly number[]): BenchRow {
  const logs = ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0);
  const value = hundredths(Math.exp(logs / ratios.length));
  return { ...emptyRow("repairs, geometric mean"), more: { ratio: { value, limit: MEAN_RATIO } } };
}

/** Explanations of firms drawn by seed, after a solve from scratch and after one with history. */
function measureExplanations(): BenchRow[] {
  const problems: [string, PairingProblem][] = [
    ["explanation, scratch", cityProblem(SEED)],
    ["explanation, keep 100 from hand-grown", cityWithPairs(SEED, "hand-grown", 100)],
  ];
  return problems.map(([name, problem]) => {
    const explainer = explainerOf(solve(problem));
    const r = numbersFrom(SEED);
    const times = Array.from({ length: EXPLAINED }, () => {
      const begun = performance.now();
      explainer.explain(r.below(problem.firms.township.length));
      return performance.now() - begun;
    });
    return { ...emptyRow(name), ...spread(times), limitP95: EXPLANATION_MS };
  });
}

/** With today's pairs weighing most, what the hard rules force is changed and nothing else. */
function measureCalm(): BenchRow {
  const { changed, changedMinimum, proven } = solve(cityWithPairs(SEED, "hand-grown", CALM));
  const more = { changed: { value: changed, limit: changedMinimum } };
  return { ...emptyRow("unavoidable changes"), errors: proven ? 0 : 1, more };
}
