import { and, eq, sql } from "drizzle-orm";
import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import { countyFigures, pairsFigures } from "#app/domain/plan/figures.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import { changeReasons, type ReasonFacts } from "#app/domain/plan/reasons.ts";
import type { Tx } from "#db/client.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import type { RegisteredProblem } from "./build-problem.server.ts";
import { keepInput } from "./plan-input.server.ts";
import type { SolvedProblem } from "./solve-registered.server.ts";

/** A plan as solved: what it was made from and what came out. */
export type MadePlan = {
  policy: PairingPolicy & { version: number };
  registered: RegisteredProblem;
  solved: SolvedProblem;
  /** Firms (by index) whose pair a person set, or that go back to a past day's pair. */
  byHand: ReadonlySet<number>;
  restored: ReadonlySet<number>;
};

/** What a plan is summed up by, today's pairs and its own side by side. */
export function figuresOf({ registered, solved }: Pick<MadePlan, "registered" | "solved">): PlanFigures {
  const { problem } = registered;
  const after = pairsFigures(problem, solved.assignment);
  const today = pairsFigures(problem, problem.current);
  return {
    firms: registered.firmIds.length,
    deputies: problem.deputies.capacity.filter((places) => places > 0).length,
    paired: after.paired,
    inOwnTownship: after.inOwnTownship,
    sameSector: after.sameSector,
    idleDeputies: after.idleDeputies,
    unpaired: solved.unpaired,
    changed: solved.changed,
    changedMinimum: solved.changedMinimum,
    objective: solved.objective,
    bound: solved.bound,
    proven: solved.proven,
    shortfall: solved.shortfall.map((row) => ({
      townshipCode: registered.townshipCodes[row.township]!,
      firms: row.firms,
    })),
    before: {
      paired: today.paired,
      inOwnTownship: today.inOwnTownship,
      sameSector: today.sameSector,
      idleDeputies: today.idleDeputies,
    },
    ms: solved.ms,
    today,
    after,
    counties: countyFigures(problem, registered.countyCodes, solved.assignment),
    worth: solved.worth.map((row) => ({
      townshipCode: registered.townshipCodes[row.township]!,
      worth: row.worth,
    })),
    ended: registered.ended.length,
  };
}

/** Each firm's reason in words of the domain. */
export function reasonsOf(made: Pick<MadePlan, "registered" | "solved" | "byHand" | "restored">) {
  const { problem, left } = made.registered;
  const pinned = new Set(problem.pinned.map(([firm]) => firm));
  const facts: ReasonFacts = {
    hasLeft: (deputy) => left[deputy] === true,
    byHand: (firm) => made.byHand.has(firm) || (pinned.has(firm) && !made.restored.has(firm)),
    restored: (firm) => made.restored.has(firm),
  };
  return changeReasons(problem, made.solved.assignment, facts);
}

/**
 * Completes a running draft: figures, proof, the problem itself and a row a firm. False when the run was cancelled meanwhile:
 * then nothing is written.
 */
export async function completePlan(tx: Tx, planId: number, made: MadePlan): Promise<boolean> {
  const { registered, solved } = made;
  const { problem } = registered;
  const completed = await tx
    .update(pairingPlans)
    .set({
      state: "draft",
      weights: { ...problem.cost, policyVersion: made.policy.version },
      figures: figuresOf(made),
      certificate: { bound: solved.bound, digest: solved.digest, proven: solved.proven },
      registersStamp: `${registered.firmIds.length}/${registered.deputyIds.length}`,
      progress: null,
      version: sql`${pairingPlans.version} + 1`,
    })
    .where(and(eq(pairingPlans.planId, planId), eq(pairingPlans.state, "drafting")))
    .returning({ planId: pairingPlans.planId });
  if (completed.length === 0) return false;
  await keepInput(tx, planId, registered);
  const reasons = reasonsOf(made);
  const deputyOf = (index: number | undefined) =>
    index === undefined || index < 0 ? null : registered.deputyIds[index] || null;
  // A deputy who is only assumed has no number in the registers.
  const isAssumed = (index: number) => index >= 0 && registered.deputyIds[index] === 0;
  const rows = [
    ...registered.firmIds.map((firmId, firm) => [
      firmId,
      deputyOf(solved.assignment[firm]),
      deputyOf(problem.current[firm]),
      isAssumed(solved.assignment[firm]!) ? "assumed" : reasons[firm],
    ]),
    ...registered.ended.map(([firmId, deputyId]) => [firmId, null, deputyId, "firm_left"]),
  ];
  await tx.execute(sql`
    insert into pairing_plan_rows (plan_id, firm_id, deputy_id, previous_deputy_id, reason)
    select ${planId}, (r->>0)::int, (r->>1)::int, (r->>2)::int, r->>3 from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) r`);
  return true;
}
