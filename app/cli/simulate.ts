import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { MUTANTS, mutantEngine, SOUND_ENGINE } from "#app/domain/escalation/simulation/engine.ts";
import {
  addRun,
  emptyRun,
  type RunReport,
  simulateYears,
} from "#app/domain/escalation/simulation/simulate-years.ts";
import { readArguments } from "./arguments.ts";
import type { CommandOut } from "./command.ts";

const USAGE = `Usage: simulate --years N --seed S [--from YEAR] [--mutant 1..${MUTANTS.length}] [--workers W] [--json]`;
/** Fewer years than this are not worth starting processes for. */
const LEAST_FOR_PROCESSES = 10;
/** A large nursery keeps the collector from copying the short-lived facts of an issue again and again. */
const NURSERY_MB = 64;

type Plan = { from: number; to: number; seed: number; mutant: number; workers: number };

/**
 * `simulate`: runs simulated years of an office against the escalation engine, judged after every step. Prints one
 * object with counts; status 1 when a rule was broken, with the seed and year that replay it on stderr.
 */
export async function simulate(words: string[], out: CommandOut): Promise<number> {
  const args = readArguments(words, ["years", "seed", "from", "mutant", "workers"], ["json"]);
  const plan = typeof args === "string" ? args : readPlan(args.options);
  if (typeof args === "string" || typeof plan === "string" || args.words.length > 0) {
    out.stderr(typeof plan === "string" ? plan : USAGE);
    return 2;
  }
  const begun = performance.now();
  const run = plan.workers > 1 ? await inProcesses(plan) : inProcess(plan);
  const { years, steps, escalations, faults, violations, ...rest } = run;
  const ms = Math.round(performance.now() - begun);
  const printed = {
    years,
    steps,
    escalations,
    faults,
    violations,
    ...rest,
    seed: plan.seed,
    mutant: plan.mutant,
    ms,
  };
  out.stdout(JSON.stringify(printed, null, args.flags.has("json") ? undefined : 2));
  for (const found of run.found) {
    const mutant = plan.mutant === 0 ? "" : ` --mutant ${plan.mutant}`;
    out.stderr(
      `${found.what}  (replay: simulate --years 1 --from ${found.year} --seed ${found.seed}${mutant})`,
    );
  }
  return run.violations === 0 ? 0 : 1;
}

function readPlan(options: ReadonlyMap<string, string>): Plan | string {
  const number = (name: string, fallback: number) => Number(options.get(name) ?? fallback);
  const years = number("years", 1);
  const from = number("from", 0);
  const seed = number("seed", 1);
  const mutant = number("mutant", 0);
  const workers = number("workers", years < LEAST_FOR_PROCESSES ? 1 : Math.max(1, availableParallelism()));
  const isWhole = [years, from, seed, mutant, workers].every(
    (value) => Number.isSafeInteger(value) && value >= 0,
  );
  if (!isWhole || years < 1 || workers < 1 || mutant > MUTANTS.length) return USAGE;
  return { from, to: from + years, seed, mutant, workers: Math.min(workers, years) };
}

function inProcess(plan: Plan): RunReport {
  const name = MUTANTS[plan.mutant - 1];
  const engine = name === undefined ? SOUND_ENGINE : mutantEngine(name);
  return simulateYears(plan.seed, plan.from, plan.to, engine);
}

/** Splits the years over processes of this same command, each with its own seed-given part. */
async function inProcesses(plan: Plan): Promise<RunReport> {
  const run = emptyRun();
  const share = Math.ceil((plan.to - plan.from) / plan.workers);
  const parts: Promise<RunReport>[] = [];
  for (let from = plan.from; from < plan.to; from += share) {
    parts.push(runPart({ ...plan, from, to: Math.min(from + share, plan.to), workers: 1 }));
  }
  for (const part of await Promise.all(parts)) addRun(run, part);
  return run;
}

function runPart(plan: Plan): Promise<RunReport> {
  const words = ["simulate", "--years", plan.to - plan.from, "--from", plan.from, "--seed", plan.seed];
  const more = ["--mutant", plan.mutant, "--workers", 1, "--json"];
  const main = join(process.cwd(), "app", "cli", "main.ts");
  const node = ["--import", "tsx", `--max-semi-space-size=${NURSERY_MB}`, main];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, ...words.map(String), ...more.map(String)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    child.once("error", reject);
    child.once("close", (status) => {
      if (status === 0 || status === 1) resolve(JSON.parse(text) as RunReport);
      else reject(new Error(`a part of the simulation ended with status ${status}`));
    });
  });
}
