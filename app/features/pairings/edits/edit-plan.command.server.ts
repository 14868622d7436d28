import { and, eq, sql } from "drizzle-orm";
import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import { isAllowed, type PairingProblem } from "#app/domain/pairing/problem.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { planScope } from "#app/features/pairings/plan-scope.server.ts";
import type { SolvedProblem } from "#app/features/pairings/solve-registered.server.ts";
import { figuresOf, reasonsOf } from "#app/features/pairings/store-plan.server.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { pairingPlanEdits, pairingPlans } from "#db/schema/pairings.ts";
import { type EditedProblem, editedProblem, storedPairs, withEdits } from "./edited-problem.server.ts";

/** Solves a draft again after one pair was pinned or set free, moving as few firms as possible. */
export type Replanner = (
  problem: PairingProblem,
  before: readonly number[],
  firm: number,
  wished?: readonly number[],
) => Promise<Result<SolvedProblem>> | Result<SolvedProblem>;

/** What an edit did: its price in the plan's weights, and how many firms moved with it. */
export type Edited = { price: number; moved: number };

type Draft = { edited: EditedProblem; before: number[]; objective: number };

/**
 * Gives one firm of a draft another deputy by hand: checked against the hard rules at once, kept as a pin, the rest of the plan
 * solved around it; the price is the exact difference of the two optima.
 */
export async function editPlan(
  ctx: Ctx,
  key: string,
  input: { planId: number; version: number; firmId: number; deputyId: number },
  replan: Replanner,
): Promise<Result<Edited>> {
  const { planId, version, firmId, deputyId } = input;
  const draft = await openDraft(ctx, planId, version);
  if (!draft.ok) return draft;
  const { edited, before } = draft.value;
  const wanted = withEdits(edited.plain, [...edited.edits, { editId: 0, firmId, deputyId, moves: [] }]);
  const judged = judgePair(edited, before, firmId, deputyId);
  if (!judged.ok) return judged;
  const solved = await replan(wanted.registered.problem, before, judged.value);
  if (!solved.ok) return solved;
  return once(ctx, { key, action: "pairing_plan.edit", content: input }, async (tx, now) => {
    const applied = await applyReplan(tx, ctx, { planId, version }, wanted, draft.value, solved.value);
    if (!applied.ok) return applied;
    const price = solved.value.objective - draft.value.objective;
    const moves = movesOf(wanted, before, solved.value.assignment);
    await tx.insert(pairingPlanEdits).values({
      planId,
      firmId,
      deputyId,
      price,
      moves,
      createdBy: actorColumns(ctx.actor).actorUserId,
      createdAt: now,
    });
    await record(tx, ctx, now, planId, "pairing_plan.edited", { firmId, deputyId, price });
    return ok({ price, moved: moves.length });
  });
}

/** Takes an edit back: the firm is free again and the plan is solved without the pin. */
export async function undoEdit(
  ctx: Ctx,
  key: string,
  input: { planId: number; version: number; editId: number },
  replan: Replanner,
): Promise<Result<Edited>> {
  const { planId, version, editId } = input;
  const draft = await openDraft(ctx, planId, version);
  if (!draft.ok) return draft;
  const { edited, before } = draft.value;
  const gone = edited.edits.find((edit) => edit.editId === editId);
  if (!gone) return refuse("common.not_found", {});
  const rest = withEdits(
    edited.plain,
    edited.edits.filter((edit) => edit.editId !== editId),
  );
  const { firmIds, deputyIds } = edited.plain;
  const wished = before.slice();
  for (const [firmId, from] of gone.moves) wished[firmIds.indexOf(firmId)] = deputyIds.indexOf(from ?? -1);
  const firm = firmIds.indexOf(gone.firmId);
  const solved = await replan(rest.registered.problem, before, firm, wished);
  if (!solved.ok) return solved;
  return once(ctx, { key, action: "pairing_plan.undo_edit", content: input }, async (tx, now) => {
    const applied = await applyReplan(tx, ctx, { planId, version }, rest, draft.value, solved.value);
    if (!applied.ok) return applied;
    await tx
      .update(pairingPlanEdits)
      .set({ undoneAt: now, undoneBy: actorColumns(ctx.actor).actorUserId })
      .where(eq(pairingPlanEdits.editId, editId));
    const price = solved.value.objective - draft.value.objective;
    await record(tx, ctx, now, planId, "pairing_plan.edit_undone", { firmId: gone.firmId, price });
    return ok({ price, moved: movesOf(rest, before, solved.value.assignment).length });
  });
}

async function openDraft(ctx: Ctx, planId: number, version: number): Promise<Result<Draft>> {
  return readTx(ctx, async (tx) => {
    const [plan] = await tx
      .select({
        state: pairingPlans.state,
        version: pairingPlans.version,
        figures: sql<PlanFigures | null>`${pairingPlans.figures}`,
      })
      .from(pairingPlans)
      .where(and(eq(pairingPlans.planId, planId), planScope(ctx)));
    const edited = plan && (await editedProblem(tx, planId));
    if (!plan || !edited || plan.figures === null) return refuse("common.not_found", {});
    if (plan.state !== "draft") return refuse("plan.state", { state: plan.state });
    if (plan.version !== version)
      return refuse("common.conflict", { expected: version, found: plan.version });
    const before = await storedPairs(tx, planId, edited.registered);
    return ok({ edited, before, objective: plan.figures.objective });
  });
}

/** The firm's index if the pair may be at all: both in the plan, no hard rule against it, a place that no pin takes. */
function judgePair(
  edited: EditedProblem,
  before: readonly number[],
  firmId: number,
  deputyId: number,
): Result<number> {
  const { firmIds, deputyIds, problem } = edited.registered;
  const firm = firmIds.indexOf(firmId);
  const deputy = deputyIds.indexOf(deputyId);
  if (firm < 0) return refuse("plan.firm_not_in_plan", {});
  if (deputy < 0) return refuse("plan.pair_not_allowed", {}, "deputyId");
  if (before[firm] === deputy) return refuse("plan.same_deputy", {}, "deputyId");
  const capacity = problem.deputies.capacity[deputy]!;
  if (capacity === 0 || !isAllowed(problem, firm, deputy))
    return refuse("plan.pair_not_allowed", {}, "deputyId");
  const pins = problem.pinned.filter(([other, held]) => held === deputy && other !== firm).length;
  return pins < capacity ? ok(firm) : refuse("plan.no_place", { capacity }, "deputyId");
}

function movesOf({ registered }: EditedProblem, before: readonly number[], after: readonly number[]) {
  const idOf = (deputy: number) => (deputy < 0 ? null : registered.deputyIds[deputy]!);
  return after.flatMap((deputy, firm) =>
    deputy === before[firm] ? [] : [[registered.firmIds[firm]!, idOf(before[firm]!), idOf(deputy)]],
  );
}

/** Writes the new pairs where they differ, their reasons, figures and proof; refused when the draft moved on meanwhile. */
async function applyReplan(
  tx: Tx,
  ctx: Ctx,
  { planId, version }: { planId: number; version: number },
  edited: EditedProblem,
  draft: Draft,
  solved: SolvedProblem,
): Promise<Result<null>> {
  const { registered, byHand } = edited;
  const figures = figuresOf({ registered, solved });
  const touched = await tx
    .update(pairingPlans)
    .set({
      figures,
      certificate: { bound: solved.bound, digest: solved.digest, proven: solved.proven },
      version: version + 1,
    })
    .where(
      and(
        eq(pairingPlans.planId, planId),
        eq(pairingPlans.version, version),
        eq(pairingPlans.state, "draft"),
        planScope(ctx),
      ),
    )
    .returning({ planId: pairingPlans.planId });
  if (touched.length === 0) return refuse("common.conflict", { expected: version, found: version + 1 });
  const reasons = reasonsOf({ registered, solved, byHand, restored: new Set() });
  const formerly = draft.edited.byHand;
  const rows = solved.assignment.flatMap((deputy, firm) =>
    deputy !== draft.before[firm] || byHand.has(firm) !== formerly.has(firm)
      ? [
          [
            registered.firmIds[firm]!,
            deputy < 0 ? null : registered.deputyIds[deputy] || null,
            reasons[firm]!,
          ],
        ]
      : [],
  );
  await tx.execute(sql`
    update pairing_plan_rows p set deputy_id = (r->>1)::int, reason = r->>2
    from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) r
    where p.plan_id = ${planId} and p.firm_id = (r->>0)::int`);
  return ok(null);
}

async function record(
  tx: Tx,
  ctx: Ctx,
  now: string,
  planId: number,
  kind: string,
  payload: Record<string, unknown>,
): Promise<void> {
  await recordEvent(tx, ctx.actor, now, { subjectKind: "pairing_plan", subjectId: planId, kind, payload });
  const audit = { action: kind, objectKind: "pairing_plan" as const, objectId: planId, detail: payload };
  await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
}
