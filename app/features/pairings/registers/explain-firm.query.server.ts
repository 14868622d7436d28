import { sql } from "drizzle-orm";
import { type Alternative, type Explanation, explainerOf } from "#app/domain/pairing/explain.ts";
import { solvePairing } from "#app/domain/pairing/solve.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { RegisteredProblem } from "#app/features/pairings/build-problem.server.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { readRegistered } from "./read-registered.query.server.ts";

/** A firm or a deputy by number and name. */
export type Named = { id: number; name: string };

/** What giving the firm to another deputy (null: to none) would add to the whole plan, and how many firms would move. */
export type NamedAlternative = { deputy: Named | null; price: number; moved: number };

/** Why a firm has the deputy a repair of today's registers gives it; costs and prices in the policy's integer weights. */
export type FirmExplained = {
  firm: Named;
  deputy: Named | null;
  today: Named | null;
  pinned: boolean;
  cost: Explanation["cost"];
  alternatives: NamedAlternative[];
  without: NamedAlternative | null;
};

/**
 * Explains one firm on the registers as they are: the repair is solved, the cheapest three other deputies are priced exactly.
 * `common.not_found` for a firm outside the actor's scope or the programme; what the solver refuses is handed on.
 */
export async function explainFirm(
  ctx: Ctx,
  input: { firm: string; countyCode: string | null },
): Promise<Result<FirmExplained>> {
  const read = await readRegistered(ctx, input.countyCode);
  if (!read.ok) return read;
  const registered = read.value;
  const f = await placeOf(ctx, registered, input.firm);
  if (f < 0) return refuse("common.not_found", {});
  const solved = solvePairing(registered.problem);
  if (!solved.ok) return solved;
  const explanation = explainerOf(solved.value).explain(f);
  return ok(await named(ctx, registered, f, explanation));
}

/** The index of a firm named by its number or its USCC; -1 when the programme has no such firm. */
async function placeOf(ctx: Ctx, { firmIds }: RegisteredProblem, firm: string): Promise<number> {
  const byNumber = /^\d{1,9}$/.test(firm) ? firmIds.indexOf(Number(firm)) : -1;
  if (byNumber >= 0) return byNumber;
  const rows = await readTx(ctx, (tx) =>
    tx.execute<{ firm_id: number }>(sql`select firm_id from firms where uscc = ${firm}`),
  );
  return rows[0] === undefined ? -1 : firmIds.indexOf(rows[0].firm_id);
}

async function named(
  ctx: Ctx,
  { problem, firmIds, deputyIds }: RegisteredProblem,
  f: number,
  { deputy, pinned, cost, alternatives, without }: Explanation,
): Promise<FirmExplained> {
  const today = problem.current[f]!;
  const known = [deputy, today, ...alternatives.map((one) => one.deputy)].filter((d) => d >= 0);
  const ids = [...new Set(known.map((d) => deputyIds[d]!))];
  const rows = await readTx(ctx, (tx) =>
    tx.execute<{ kind: string; id: number; name: string }>(sql`
      select 'firm' as kind, firm_id as id, name from firms where firm_id = ${firmIds[f]!}
      union all
      select 'deputy', deputy_id, name from deputies where deputy_id = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)::int))`),
  );
  const nameOf = (kind: string, id: number): Named => ({
    id,
    name: rows.find((row) => row.kind === kind && row.id === id)?.name ?? "",
  });
  const deputyOf = (d: number) => (d < 0 ? null : nameOf("deputy", deputyIds[d]!));
  const told = (one: Alternative): NamedAlternative => ({
    deputy: deputyOf(one.deputy),
    price: one.price,
    moved: one.moves.length,
  });
  return {
    firm: nameOf("firm", firmIds[f]!),
    deputy: deputyOf(deputy),
    today: deputyOf(today),
    pinned,
    cost,
    alternatives: alternatives.map(told),
    without: without && told(without),
  };
}
