import { and, eq, isNull, sql } from "drizzle-orm";
import { type DraftProgress, type PlanPurpose, STALLED_AFTER_S } from "#app/domain/plan/states.ts";
import { ok, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { heartbeat } from "#app/platform/heartbeat.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns } from "#db/record.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import type { Compute } from "./compute-draft.server.ts";
import type { PlanSettings } from "./pairing-policy.ts";
import { plannedCounty } from "./plan-scope.server.ts";
import type { OnStep } from "./solve-registered.server.ts";

export type DraftInput = { countyCode: string | null; mode: PlanPurpose } & PlanSettings;

/** How often a run shows that it is alive, in milliseconds; the page calls it broken off after several missed ones. */
const BEAT_MS = 2_000;

/** Drafts a plan from beginning to end; the command line waits for it, a page opens the draft and runs it beside. */
export async function draftPlan(
  ctx: Ctx,
  key: string,
  input: DraftInput,
  compute: Compute,
): Promise<Result<{ planId: number }>> {
  const opened = await openDraft(ctx, key, input);
  if (!opened.ok) return opened;
  const run = await runDraft(ctx, opened.value.planId, compute);
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
 * Has an opened draft computed, and shows meanwhile that the run is alive. Runs once whoever asks; a refusal or a fault is kept with the
 * plan. Nothing changes for anybody before the plan is published.
 */
export async function runDraft(
  ctx: Ctx,
  planId: number,
  compute: Compute,
): Promise<Result<{ planId: number }>> {
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
  const { stop, beat, end } = heartbeat(BEAT_MS, () => isWanted(ctx, planId, progress));
  running.set(planId, stop);
  const onStep: OnStep = (step) => {
    progress = { ...progress, ...step };
    beat();
  };
  try {
    const made = await compute(ctx, claimed, onStep, stop.signal);
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

/** Shows how far a run is. One that is stored meanwhile is not to be stopped either: its answer is on the way. */
function isWanted(ctx: Ctx, planId: number, progress: DraftProgress): Promise<boolean> {
  return withTx(ctx, async (tx, now) => {
    const alive = await tx
      .update(pairingPlans)
      .set({ progress, beatAt: now })
      .where(and(eq(pairingPlans.planId, planId), eq(pairingPlans.state, "drafting")))
      .returning({ planId: pairingPlans.planId });
    if (alive.length > 0) return true;
    const [plan] = await tx
      .select({ state: pairingPlans.state })
      .from(pairingPlans)
      .where(eq(pairingPlans.planId, planId));
    return plan?.state === "draft";
  });
}

async function fail(ctx: Ctx, planId: number, failure: Refusal): Promise<void> {
  await withTx(ctx, (tx) =>
    tx
      .update(pairingPlans)
      .set({ state: "failed", failure, version: sql`${pairingPlans.version} + 1` })
      .where(and(eq(pairingPlans.planId, planId), eq(pairingPlans.state, "drafting"))),
  );
}
