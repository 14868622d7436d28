import { asc } from "drizzle-orm";
import { type Ctx, read } from "#db/client.ts";
import { counties } from "#db/schema/divisions.ts";

/** The counties to choose from, in their order. */
export async function listCounties(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  return read(ctx.db, (q) =>
    q.select({ value: counties.countyCode, label: counties.name }).from(counties).orderBy(asc(counties.sort)),
  );
}
