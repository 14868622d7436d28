import { sql } from "drizzle-orm";
import { type Background, backgroundOf } from "#app/domain/text/similarity.ts";
import { type Ctx, read } from "#db/client.ts";

/** The latest issues whose neutral wording tells how common a phrase is. */
const SAMPLE = 2_000;
const KEPT_MS = 3_600_000;

let kept: { background: Background; at: number } | undefined;

/**
 * How common phrases are among the latest issues, from the neutral wording that units read: counts only, no texts. Counted anew once an
 * hour in each process; which hour does not matter to the proposals.
 */
export async function issueBackground(ctx: Pick<Ctx, "db" | "clock">): Promise<Background> {
  const at = Date.parse(await ctx.clock.now());
  if (kept !== undefined && Math.abs(at - kept.at) < KEPT_MS) return kept.background;
  const rows = await read(ctx.db, (tx) =>
    tx.execute<{ title: string; body: string }>(
      sql`select title, wording as body from issues order by issue_id desc limit ${SAMPLE}`,
    ),
  );
  kept = { background: backgroundOf(rows), at };
  return kept.background;
}
