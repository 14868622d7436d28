import { sql } from "drizzle-orm";
import { type Ctx, withTx } from "#db/client.ts";
import { pairingPlans } from "#db/schema/pairings.ts";

/**
 * The least that a plan of the whole city could cost the database: its firms, pairs and deputies read by plain statements, and a
 * row a firm written back in one statement, committed. Milliseconds, and how many rows went in and out.
 */
export async function readAndWritePlainly(ctx: Ctx): Promise<{ ms: number; read: number; written: number }> {
  const begun = performance.now();
  const counts = await withTx(ctx, async (tx, now) => {
    const firms = await tx.execute<{ firm_id: number; deputy_id: number | null }>(sql`
      select f.firm_id, f.township_code, f.sector_code, f.size_class, p.deputy_id
      from firms f left join pairings p on p.firm_id = f.firm_id and p.ended_on is null
      where f.in_programme and f.state = 'active' order by f.firm_id`);
    const deputies = await tx.execute(sql`
      select deputy_id, level, county_code, township_code, sector_code from deputies where state = 'active' order by deputy_id`);
    const [plan] = await tx
      .insert(pairingPlans)
      .values({
        countyCode: null,
        state: "cancelled",
        purpose: "repair",
        settings: {},
        weights: {},
        createdAt: now,
      })
      .returning({ planId: pairingPlans.planId });
    const rows = JSON.stringify(firms.map((row) => [row.firm_id, row.deputy_id]));
    await tx.execute(sql`
      insert into pairing_plan_rows (plan_id, firm_id, deputy_id, previous_deputy_id)
      select ${plan!.planId}, (r->>0)::int, (r->>1)::int, (r->>1)::int from jsonb_array_elements(${rows}::text::jsonb) r`);
    return { read: firms.length + deputies.length, written: firms.length };
  });
  return { ms: performance.now() - begun, ...counts };
}
