import { sql } from "drizzle-orm";
import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import { loadPolicy } from "#db/views/rulebook.ts";
import { buildProblem, type RegisteredProblem } from "./build-problem.server.ts";
import type { PairingPolicy } from "./pairing-policy.ts";
import type { SolvedProblem } from "./solve-registered.server.ts";

/** How a plan is solved: in a worker thread beside pages, in the same thread on the command line. */
export type Solver = (problem: PairingProblem) => Promise<Result<SolvedProblem>> | Result<SolvedProblem>;
export type DraftInput = { countyCode: string | null; mode: "repair" | "reoptimise" };

/** The county an actor may plan: a county supervisor its own alone, the city supervisor and the system any or the whole city. */
function scopeOf(ctx: Ctx, countyCode: string | null): string | null | undefined {
  const { actor } = ctx;
  if (actor.kind === "system") return countyCode;
  if (actor.kind !== "person") return undefined;
  if (actor.role === "city_supervisor") return countyCode;
  return actor.role === "county_supervisor" ? (actor.countyCode ?? undefined) : undefined;
}

function figuresOf(assignment: readonly number[], problem: PairingProblem) {
  const { firms, deputies } = problem;
  const busy = new Set<number>();
  let paired = 0;
  let inOwnTownship = 0;
  let sameSector = 0;
  assignment.forEach((deputy, firm) => {
    if (deputy < 0) return;
    busy.add(deputy);
    paired += 1;
    if (firms.township[firm] === deputies.township[deputy]) inOwnTownship += 1;
    if (firms.sector[firm] === deputies.sector[deputy]) sameSector += 1;
  });
  return { paired, inOwnTownship, sameSector, idleDeputies: deputies.township.length - busy.size };
}

/**
 * Drafts a plan: reads the registers, solves, stores result, figures and proof. Nothing changes for anybody before it is published.
 * Refuses what the problem refuses (pins against the rules), and `common.not_found` outside the actor's scope.
 */
export async function draftPlan(
  ctx: Ctx,
  key: string,
  input: DraftInput,
  solve: Solver,
): Promise<Result<{ planId: number }>> {
  const countyCode = scopeOf(ctx, input.countyCode);
  if (countyCode === undefined) return refuse("common.not_found", {});
  const { registered, policy, keep } = await readTx(ctx, async (tx, now) => {
    const policy = await loadPolicy<PairingPolicy>(tx, "pairing", now);
    const keep = input.mode === "repair" ? policy.keepRepair : policy.keepReoptimise;
    return { registered: await buildProblem(tx, policy, { countyCode, keep }), policy, keep };
  });
  const solved = await solve(registered.problem);
  if (!solved.ok) return solved;
  return once(
    ctx,
    { key, action: "pairing_plan.draft", content: { ...input, countyCode } },
    async (tx, now) => {
      const planId = await storePlan(tx, ctx, now, {
        countyCode,
        policy,
        keep,
        registered,
        solved: solved.value,
      });
      await recordEvent(tx, ctx.actor, now, {
        subjectKind: "pairing_plan",
        subjectId: planId,
        kind: "pairing_plan.drafted",
        payload: { countyCode, mode: input.mode },
      });
      await recordAudit(
        tx,
        ctx.actor,
        now,
        { action: "pairing_plan.drafted", objectKind: "pairing_plan", objectId: planId },
        ctx.requestId,
      );
      return ok({ planId });
    },
  );
}

async function storePlan(
  tx: Tx,
  ctx: Ctx,
  now: string,
  made: {
    countyCode: string | null;
    policy: PairingPolicy & { version: number };
    keep: number;
    registered: RegisteredProblem;
    solved: SolvedProblem;
  },
): Promise<number> {
  const { registered, solved } = made;
  const { problem } = registered;
  const figures: PlanFigures = {
    firms: registered.firmIds.length,
    deputies: registered.deputyIds.length,
    ...figuresOf(solved.assignment, problem),
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
    before: figuresOf(problem.current, problem),
    ms: solved.ms,
  };
  const [plan] = await tx
    .insert(pairingPlans)
    .values({
      countyCode: made.countyCode,
      weights: { ...problem.cost, policyVersion: made.policy.version },
      figures,
      certificate: { bound: solved.bound, digest: solved.digest, proven: solved.proven },
      registersStamp: `${registered.firmIds.length}/${registered.deputyIds.length}`,
      createdBy: actorColumns(ctx.actor).actorUserId,
      createdAt: now,
    })
    .returning({ planId: pairingPlans.planId });
  const planId = plan!.planId;
  const deputyOf = (index: number | undefined) =>
    index === undefined || index < 0 ? null : registered.deputyIds[index]!;
  const rows = registered.firmIds.map((firmId, firm) => [
    firmId,
    deputyOf(solved.assignment[firm]),
    deputyOf(problem.current[firm]),
  ]);
  await tx.execute(sql`
    insert into pairing_plan_rows (plan_id, firm_id, deputy_id, previous_deputy_id)
    select ${planId}, (r->>0)::int, (r->>1)::int, (r->>2)::int from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) r`);
  return planId;
}
