import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import type { RegisteredProblem } from "#app/features/pairings/build-problem.server.ts";
import { findInput } from "#app/features/pairings/plan-input.server.ts";
import type { Tx } from "#db/client.ts";
import { pairingPlanEdits } from "#db/schema/pairings.ts";

/** Firms an edit moved, by the registers' numbers; null = no deputy. */
export type EditMove = [firmId: number, from: number | null, to: number | null];
/** An edit that still stands. */
export type StandingEdit = { editId: number; firmId: number; deputyId: number; moves: EditMove[] };

/** A plan's problem with the edits by hand as pins; `plain` is the problem before any edit. */
export type EditedProblem = {
  registered: RegisteredProblem;
  plain: RegisteredProblem;
  edits: StandingEdit[];
  byHand: ReadonlySet<number>;
};

/** The edits of a plan that were not undone, oldest first. */
export async function standingEdits(tx: Tx, planId: number): Promise<StandingEdit[]> {
  return tx
    .select({
      editId: pairingPlanEdits.editId,
      firmId: pairingPlanEdits.firmId,
      deputyId: pairingPlanEdits.deputyId,
      moves: sql<EditMove[]>`${pairingPlanEdits.moves}`,
    })
    .from(pairingPlanEdits)
    .where(and(eq(pairingPlanEdits.planId, planId), isNull(pairingPlanEdits.undoneAt)))
    .orderBy(asc(pairingPlanEdits.editId));
}

/** The problem a draft stands on now; undefined for plans whose problem was not kept. */
export async function editedProblem(tx: Tx, planId: number): Promise<EditedProblem | undefined> {
  const plain = await findInput(tx, planId);
  return plain && withEdits(plain, await standingEdits(tx, planId));
}

/** Puts edits into a problem as pins; the latest edit of a firm counts, and it goes before a pin on record. */
export function withEdits(plain: RegisteredProblem, edits: readonly StandingEdit[]): EditedProblem {
  const pinned = new Map(plain.problem.pinned.map(([firm, deputy]) => [firm, deputy]));
  const byHand = new Set<number>();
  for (const { firmId, deputyId } of edits) {
    const firm = plain.firmIds.indexOf(firmId);
    const deputy = plain.deputyIds.indexOf(deputyId);
    if (firm < 0 || deputy < 0) continue;
    pinned.set(firm, deputy);
    byHand.add(firm);
  }
  const problem: PairingProblem = { ...plain.problem, pinned: [...pinned] };
  return { registered: { ...plain, problem }, plain, edits: [...edits], byHand };
}

/** The draft's pairs as stored, by the problem's indices. */
export async function storedPairs(tx: Tx, planId: number, registered: RegisteredProblem): Promise<number[]> {
  const rows = await tx.execute<{ firm_id: number; deputy_id: number | null }>(
    sql`select firm_id, deputy_id from pairing_plan_rows where plan_id = ${planId}`,
  );
  const deputyIndex = new Map(registered.deputyIds.map((id, index) => [id, index]));
  const held = new Map(rows.map((row) => [row.firm_id, row.deputy_id]));
  return registered.firmIds.map((firmId) => {
    const deputyId = held.get(firmId) ?? null;
    return deputyId === null ? -1 : (deputyIndex.get(deputyId) ?? -1);
  });
}
