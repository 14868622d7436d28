import type { Worker } from "node:worker_threads";
import type { CurvePoint } from "#app/domain/pairing/budget.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import type { DraftProgress } from "#app/domain/plan/states.ts";
import type { Result } from "#app/domain/result.ts";
import type { Compute } from "#app/features/pairings/compute-draft.server.ts";
import type { OnStep, SolvedProblem } from "#app/features/pairings/solve-registered.server.ts";
import { startWorker } from "#app/platform/start-worker.ts";
import type { DraftQuestion } from "./draft-here.server.ts";
import type { Explained, ExplainQuestion } from "./explain-here.server.ts";

type Task =
  | DraftQuestion
  | {
      task: "replan";
      problem: PairingProblem;
      before: readonly number[];
      firm: number;
      wished?: readonly number[];
    }
  | { task: "curve"; problem: PairingProblem; keeps: readonly number[] }
  | ExplainQuestion;
/** What is asked of the worker thread; `id` tells answers apart. */
export type Question = Task & { id: number };
/** What it says: a step on the way, the answer, or that it failed. */
export type Answer = { id: number; value?: unknown; fault?: string; progress?: DraftProgress };

const WORKER = "app/features/pairings/worker/solve-worker.ts";
/** A question that takes longer than this is given up. */
const LIMIT_MS = 120_000;
/** How long the resident worker stays with nothing to do: it keeps the plans last explained. */
const REST_MS = 180_000;

let lastId = 0;

/** Puts one question to `worker`. */
function ask<T>(worker: Worker, task: Task, onStep?: OnStep, signal?: AbortSignal): Promise<T> {
  lastId += 1;
  const id = lastId;
  return new Promise<T>((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(limit);
      signal?.removeEventListener("abort", onAbort);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      act();
    };
    const give = (reason: string) => settle(() => reject(new Error(reason)));
    const onAbort = () => give("cancelled");
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = () => give("the worker ended before it answered");
    const onMessage = (answer: Answer) => {
      if (answer.id !== id) return;
      if (answer.progress) onStep?.(answer.progress);
      else if (answer.fault !== undefined) give(answer.fault);
      else settle(() => resolve(answer.value as T));
    };
    const limit = setTimeout(() => give("the plan took too long and was given up"), LIMIT_MS);
    if (signal?.aborted) return give("cancelled");
    signal?.addEventListener("abort", onAbort);
    worker.on("message", onMessage).once("error", onError).once("exit", onExit);
    worker.postMessage({ ...task, id });
  });
}

/**
 * Computes a draft in a worker thread of its own, from registers to stored rows, so that pages stay quick meanwhile and a cancelled run ends
 * at once: with the thread its connection is lost, and what it had not committed with it.
 */
export const computeInWorker: Compute = async (ctx, plan, onStep, signal) => {
  const { db, clock, actor, requestId } = ctx;
  const { planId, countyCode, purpose, settings } = plan;
  const worker = startWorker(WORKER, { inBackground: true });
  try {
    const draft = { planId, countyCode, purpose, settings };
    const caller = { url: db.url, offsetMs: clock.offsetMs(), actor, requestId };
    return await ask<Awaited<ReturnType<Compute>>>(
      worker,
      { task: "draft", draft, ...caller },
      onStep,
      signal,
    );
  } finally {
    void worker.terminate();
  }
};

let resident: Worker | undefined;
let rest: NodeJS.Timeout | undefined;

/** Asks the worker that stays: it keeps the networks of the plans last looked at, so that a second question is quick. */
async function askResident<T>(task: Task): Promise<T> {
  if (!resident) {
    const worker = startWorker(WORKER);
    resident = worker;
    worker.unref();
    worker.setMaxListeners(100);
    const forget = () => {
      if (resident === worker) resident = undefined;
    };
    worker.once("error", forget).once("exit", forget);
  }
  clearTimeout(rest);
  rest = setTimeout(() => void resident?.terminate(), REST_MS);
  rest.unref();
  return ask<T>(resident, task);
}

/** An edit by hand: the plan solved again, as few firms moved as can be. */
export function replanInWorker(
  problem: PairingProblem,
  before: readonly number[],
  firm: number,
  wished?: readonly number[],
): Promise<Result<SolvedProblem>> {
  return askResident({ task: "replan", problem, before, firm, wished });
}

/** The stability curve. */
export function curveInWorker(problem: PairingProblem, keeps: readonly number[]): Promise<CurvePoint[]> {
  return askResident({ task: "curve", problem, keeps });
}

/**
 * Explains firm `firm` of the plan named `key`, or prices one deputy for it. The problem is loaded and sent only when the worker
 * does not hold that plan.
 */
export async function explainInWorker(
  question: Omit<ExplainQuestion, "task" | "problem">,
  load: () => Promise<PairingProblem>,
): Promise<Explained> {
  const known = await askResident<Explained>({ ...question, task: "explain" });
  if (known.known) return known;
  return askResident<Explained>({ ...question, task: "explain", problem: await load() });
}
