import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { buildProblem, type RegisteredProblem } from "#app/features/pairings/build-problem.server.ts";
import { plannedCounty } from "#app/features/pairings/plan-scope.server.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { loadPolicy } from "#db/views/rulebook.ts";

/**
 * The pairing problem of the registers as they are, with a repair's weight on today's pairs, for reading alone: curve and
 * explanations; `tried` stands for the policy in force. `common.not_found` outside the actor's scope.
 */
export function readRegistered(
  ctx: Ctx,
  asked: string | null,
  tried?: PairingPolicy,
): Promise<Result<RegisteredProblem>> {
  return readTx(ctx, async (tx, now) => {
    const countyCode = plannedCounty(ctx, asked);
    if (countyCode === undefined) return refuse("common.not_found", {});
    const policy = tried ?? (await loadPolicy<PairingPolicy>(tx, "pairing", now));
    return ok(await buildProblem(tx, policy, { countyCode, keep: policy.keepRepair }));
  });
}

/** The weights of a stability curve when none are named: from no weight at all to more than anything a change could save. */
export function curveKeeps({ cost }: PairingProblem): number[] {
  return [...new Set([0, 1, 30, 100, 300, 500, 1000, 1500, 3000, cost.keep, cost.unpaired * 2])].sort(
    (a, b) => a - b,
  );
}
