import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import { ok, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx, withTx } from "#db/client.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { loadPolicy } from "#db/views/rulebook.ts";
import { buildProblem, type RegisteredProblem } from "./build-problem.server.ts";
import type { PlanSettings } from "./pairing-policy.ts";
import { pairsOnDay } from "./pairs-on-day.server.ts";
import { type OnStep, type SolvedProblem, solveHere } from "./solve-registered.server.ts";
import { completePlan } from "./store-plan.server.ts";

/** A draft that was opened, as its row says. */
export type OpenedDraft = { planId: number; countyCode: string | null; purpose: string; settings: unknown };

/** How an opened draft is computed, from registers to stored rows: in a worker thread beside pages, in the same thread on the command line. */
export type Compute = (
  ctx: Ctx,
  plan: OpenedDraft,
  onStep: OnStep,
  signal: AbortSignal,
) => Promise<Result<{ planId: number }>>;

/** What solves the problem once it is read. */
export type Solver = (
  problem: PairingProblem,
  onStep: OnStep,
  signal: AbortSignal,
) => Promise<Result<SolvedProblem>> | Result<SolvedProblem>;

/** Storing a plan of the whole city writes some 29,000 rows: longer than an ordinary form may take. */
const STORE_DEADLINE_MS = 120_000;

/** Computes in the caller's thread: for the command line, and inside the worker. */
export const computeHere = computeBy(solveHere);

/** Reads the registers, solves by `solve`, stores result, figures and proof; nothing is written once the run was cancelled. */
export function computeBy(solve: Solver): Compute {
  return (ctx, plan, onStep, signal) => compute(ctx, plan, solve, onStep, signal);
}

async function compute(
  ctx: Ctx,
  plan: OpenedDraft,
  solve: Solver,
  onStep: OnStep,
  signal: AbortSignal,
): Promise<Result<{ planId: number }>> {
  const { planId, countyCode } = plan;
  const settings = plan.settings as PlanSettings;
  const input = await readTx(ctx, (tx, now) => readInput(tx, now, plan.purpose, countyCode, settings));
  if (!input.ok) return input;
  const { registered, policy, restored } = input.value;
  onStep({
    step: "building",
    firms: registered.firmIds.length,
    deputies: registered.deputyIds.length,
  });
  const solved = await solve(registered.problem, onStep, signal);
  if (!solved.ok) return refuseByIds(solved.error, registered);
  onStep({ step: "storing" });
  const store = async (tx: Tx, now: string): Promise<Result<{ planId: number }>> => {
    const made = { policy, registered, solved: solved.value, byHand: new Set<number>(), restored };
    if (!(await completePlan(tx, planId, made))) return refuse("plan.state", { state: "cancelled" });
    const about = { subjectKind: "pairing_plan" as const, subjectId: planId };
    const payload = { countyCode, mode: plan.purpose };
    await recordEvent(tx, ctx.actor, now, { ...about, kind: "pairing_plan.drafted", payload });
    const audit = { action: "pairing_plan.drafted", objectKind: "pairing_plan" as const, objectId: planId };
    await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
    return ok({ planId });
  };
  return withTx(ctx, store, { deadlineMs: STORE_DEADLINE_MS });
}

async function readInput(
  tx: Tx,
  now: string,
  purpose: string,
  countyCode: string | null,
  settings: PlanSettings,
): Promise<
  Result<{
    registered: RegisteredProblem;
    policy: PairingPolicy & { version: number };
    restored: ReadonlySet<number>;
  }>
> {
  const policy = await loadPolicy<PairingPolicy>(tx, "pairing", now);
  const keep = settings.keep ?? (purpose === "reoptimise" ? policy.keepReoptimise : policy.keepRepair);
  const scope = { countyCode, keep, maxChanges: settings.maxChanges, assume: settings.assume };
  const registered = await buildProblem(tx, policy, scope);
  if (settings.restoreOn === undefined) return ok({ registered, policy, restored: new Set() });
  const back = await pairsOnDay(tx, registered, settings.restoreOn);
  if (back.length === 0) return refuse("plan.nothing_on_day", { day: settings.restoreOn });
  const problem = { ...registered.problem, pinned: back };
  return ok({ registered: { ...registered, problem }, policy, restored: new Set(back.map(([f]) => f)) });
}

/** A refusal of the solver names rows by index; people know them by their number in the registers. */
function refuseByIds(error: Refusal, { firmIds, deputyIds }: RegisteredProblem): Result<never> {
  if (error.code === "pairing.pin_forbidden") {
    const { firm, deputy } = error.facts;
    return refuse("pairing.pin_forbidden", { firm: firmIds[firm]!, deputy: deputyIds[deputy]! });
  }
  if (error.code === "pairing.pins_over_capacity")
    return refuse("pairing.pins_over_capacity", {
      ...error.facts,
      deputy: deputyIds[error.facts.deputy]!,
    });
  return { ok: false, error };
}
