import { sql } from "drizzle-orm";
import { isAllowed } from "#app/domain/pairing/problem.ts";
import type { Tx } from "#db/client.ts";
import type { RegisteredProblem } from "./build-problem.server.ts";

/**
 * The pairs of a past day that may stand again today, as pins by index: both still take part, no hard rule is against it, and the
 * deputy has the place. Firms whose old pair can't come back are left to the solver.
 */
export async function pairsOnDay(
  tx: Tx,
  { problem, firmIds, deputyIds }: RegisteredProblem,
  day: string,
): Promise<[number, number][]> {
  const rows = await tx.execute<{ firm_id: number; deputy_id: number }>(sql`
    select distinct on (firm_id) firm_id, deputy_id from pairings
    where during @> ${day}::date order by firm_id, started_on desc, pairing_id desc`);
  const firmIndex = new Map(firmIds.map((id, index) => [id, index]));
  const deputyIndex = new Map(deputyIds.map((id, index) => [id, index]));
  const barred = new Set(problem.forbidden.map(([firm, deputy]) => `${firm}/${deputy}`));
  const bare = { ...problem, forbidden: [] };
  const held = new Map<number, number>();
  return [...rows].flatMap((row): [number, number][] => {
    const firm = firmIndex.get(row.firm_id);
    const deputy = deputyIndex.get(row.deputy_id);
    if (firm === undefined || deputy === undefined) return [];
    const load = held.get(deputy) ?? 0;
    if (load >= problem.deputies.capacity[deputy]! || barred.has(`${firm}/${deputy}`)) return [];
    if (!isAllowed(bare, firm, deputy)) return [];
    held.set(deputy, load + 1);
    return [[firm, deputy]];
  });
}
