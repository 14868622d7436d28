import { and, eq, isNull, sql } from "drizzle-orm";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import { type DraftProgress, type PlanPurpose, STALLED_AFTER_S } from "#app/domain/plan/states.ts";
import { ok, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { heartbeat } from "#app/platform/heartbeat.ts";
import { type Ctx, readTx, type Tx, withTx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import { loadPolicy } from "#db/views/rulebook.ts";
import { buildProblem, type RegisteredProblem } from "./build-problem.server.ts";
import type { PlanSettings } from "./pairing-policy.ts";
import { pairsOnDay } from "./pairs-on-day.server.ts";
import { plannedCounty } from "./plan-scope.server.ts";
import type { OnStep, SolvedProblem } from "./solve-registered.server.ts";
import { completePlan } from "./store-plan.server.ts";

/** How a plan is solved: in a worker thread beside pages, in the same thread on the command line. */
export type Solver = (
  problem: PairingProblem,
  onStep: OnStep,
  signal: AbortSignal,
) => Promise<Result<SolvedProblem>> | Result<SolvedProblem>;

export type DraftInput = { countyCode: string | null; mode: PlanPurpose } & PlanSettings;

/** How often a run shows that it is alive, in milliseconds; the page calls it broken off after several missed ones. */
const BEAT_MS = 2_000;

/** Storing a plan of the whole city writes some 29,000 rows: longer than an ordinary form may take. */
const STORE_DEADLINE_MS = 120_000;

/** Drafts a plan from beginning to end; the command line waits for it, a page opens the draft and runs it beside. */
export async function draftPlan(
  ctx: Ctx,
  key: string,
  input: DraftInput,
  solve: Solver,
): Promise<Result<{ planId: number }>> {
  const opened = await openDraft(ctx, key, input);
  if (!opened.ok) return opened;
  const run = await runDraft(ctx, opened.value.planId, solve);
  return run.ok ? opened : run;
}

/**
 * Opens a draft: a numbered plan that is being computed. `common.not_found` outside the actor's scope, `plan.already_running`
 * while another run over the same scope is alive.
 */
export async function openDraft(
  ctx: Ctx,
  key: string,
  input: DraftInput,
): Promise<Result<{ planId: number }>> {
  const countyCode = plannedCounty(ctx, input.countyCode);
  if (countyCode === undefined) return refuse("common.not_found", {});
  const content = { ...input, countyCode };
  return once(ctx, { key, action: "pairing_plan.open", content }, (tx, now) =>
    insertDraft(tx, ctx, now, content),
  );
}

/** Opens a draft inside a command's own transaction; `countyCode` is what the actor may plan. Refused as `openDraft` is. */
export async function insertDraft(
  tx: Tx,
  ctx: Ctx,
  now: string,
  input: DraftInput,
): Promise<Result<{ planId: number }>> {
  const { mode, countyCode, ...settings } = input;
  const [running] = await tx
    .select({ planId: pairingPlans.planId })
    .from(pairingPlans)
    .where(
      and(
        eq(pairingPlans.state, "drafting"),
        countyCode === null ? isNull(pairingPlans.countyCode) : eq(pairingPlans.countyCode, countyCode),
        sql`${pairingPlans.beatAt} > ${now}::timestamptz - make_interval(secs => ${STALLED_AFTER_S})`,
      ),
    );
  if (running) return refuse("plan.already_running", running);
  const [plan] = await tx
    .insert(pairingPlans)
    .values({
      countyCode,
      state: "drafting",
      purpose: mode,
      settings,
      weights: {},
      beatAt: now,
      createdBy: actorColumns(ctx.actor).actorUserId,
      createdAt: now,
    })
    .returning({ planId: pairingPlans.planId });
  return ok({ planId: plan!.planId });
}

/** Runs going on in this process, to be stopped at once when they are cancelled here. */
const running = new Map<number, AbortController>();

/** Ends a run in this process; one that runs elsewhere notices at its next beat. */
export function stopRun(planId: number): void {
  running.get(planId)?.abort();
}

/**
 * Computes an opened draft: reads the registers, solves, stores result, figures and proof. Runs once whoever asks; a refusal or a
 * fault is kept with the plan. Nothing changes for anybody before the plan is published.
 */
export async function runDraft(ctx: Ctx, planId: number, solve: Solver): Promise<Result<{ planId: number }>> {
  const [claimed] = await withTx(ctx, (tx, now) =>
    tx
      .update(pairingPlans)
      .set({ progress: { step: "reading" }, beatAt: now })
      .where(
        and(
          eq(pairingPlans.planId, planId),
          eq(pairingPlans.state, "drafting"),
          isNull(pairingPlans.progress),
        ),
      )
      .returning(),
  );
  if (!claimed) return ok({ planId });
  let progress: DraftProgress = { step: "reading" };
  const { stop, beat, end } = heartbeat(BEAT_MS, async () => {
    const alive = await withTx(ctx, (tx, now) =>
      tx
        .update(pairingPlans)
        .set({ progress, beatAt: now })
        .where(and(eq(pairingPlans.planId, planId), eq(pairingPlans.state, "drafting")))
        .returning({ planId: pairingPlans.planId }),
    );
    return alive.length > 0;
  });
  running.set(planId, stop);
  const onStep: OnStep = (step) => {
    progress = { ...progress, ...step };
    beat();
  };
  try {
    const made = await compute(ctx, claimed, solve, onStep, stop.signal);
    if (!made.ok) await fail(ctx, planId, made.error);
    return made;
  } catch (error) {
    if (stop.signal.aborted) return refuse("plan.state", { state: "cancelled" });
    await fail(ctx, planId, { code: "plan.broken_off", facts: {} });
    throw error;
  } finally {
    end();
    running.delete(planId);
  }
}

async function compute(
  ctx: Ctx,
  plan: { planId: number; countyCode: string | null; purpose: string; settings: unknown },
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

async function fail(ctx: Ctx, planId: number, failure: Refusal): Promise<void> {
  await withTx(ctx, (tx) =>
    tx
      .update(pairingPlans)
      .set({ state: "failed", failure, version: sql`${pairingPlans.version} + 1` })
      .where(and(eq(pairingPlans.planId, planId), eq(pairingPlans.state, "drafting"))),
  );
}
