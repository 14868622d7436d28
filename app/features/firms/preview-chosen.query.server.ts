import { sql } from "drizzle-orm";
import { type Ctx, read } from "#db/client.ts";
import { type ChosenFirms, chosenCondition, MOST_CHOSEN } from "./chosen-firms.server.ts";

/** Names shown before a bulk action. */
const NAMES_SHOWN = 20;

/** What a bulk action would touch: how many firms, counted to the most that are allowed at once, and the first names. */
export type ChosenPreview = { count: number; atLeast: boolean; names: string[] };

/** Counts and names the chosen firms within the actor's scope. */
export async function previewChosen(ctx: Ctx, chosen: ChosenFirms): Promise<ChosenPreview> {
  const condition = chosenCondition(ctx.actor, chosen);
  return read(ctx.db, async (tx) => {
    const [[counted], names] = await Promise.all([
      tx.execute<{ count: number }>(sql`
        select count(*)::int as count from (select 1 from firms where ${condition} limit ${MOST_CHOSEN + 1}) as counted`),
      tx.execute<{ name: string }>(sql`
        select name from firms where ${condition} order by name, firm_id limit ${NAMES_SHOWN}`),
    ]);
    const count = counted?.count ?? 0;
    return {
      count: Math.min(count, MOST_CHOSEN),
      atLeast: count > MOST_CHOSEN,
      names: names.map((row) => row.name),
    };
  });
}
