import type { CurvePoint } from "#app/domain/pairing/budget.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { curveKeeps, readRegistered } from "#app/features/pairings/registers/read-registered.query.server.ts";
import type { Ctx } from "#db/client.ts";

/** Reckons a curve: in the worker thread, so that pages stay quick. */
export type AskCurve = (problem: PairingProblem, keeps: readonly number[]) => Promise<CurvePoint[]>;

/** What calm costs: for each weight of today's pairs how many of `paired` firms change, and the cost without that weight. */
export type StabilityCurve = { firms: number; paired: number; points: CurvePoint[] };

/**
 * The stability curve of the registers as they are under `policy` (null: the one in force). `common.not_found` outside the actor's scope.
 */
export async function getCurve(
  ctx: Ctx,
  input: { countyCode: string | null; policy: PairingPolicy | null },
  ask: AskCurve,
): Promise<Result<StabilityCurve>> {
  const read = await readRegistered(ctx, input.countyCode, input.policy ?? undefined);
  if (!read.ok) return read;
  const { problem } = read.value;
  const points = await ask(problem, curveKeeps(problem));
  const paired = problem.current.filter((deputy) => deputy >= 0).length;
  return ok({ firms: problem.firms.township.length, paired, points });
}
