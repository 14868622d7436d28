import { sql } from "drizzle-orm";
import { type Ctx, withTx } from "#db/client.ts";
import type { ImportProgress } from "./judged-row.ts";

/**
 * Notes how far the check of an import has come, for whoever watches its page, in a transaction of its own beside the one that
 * stores the rows. The note is a courtesy: when it can't be written the check goes on without.
 */
export async function noteProgress(ctx: Ctx, importId: number, progress: ImportProgress): Promise<void> {
  await withTx(
    ctx,
    (tx) =>
      tx.execute(sql`
        update imports set figures = jsonb_build_object('progress', ${JSON.stringify(progress)}::text::jsonb)
        where import_id = ${importId} and state = 'reading'`),
    { idempotent: true },
  ).catch(() => {});
}
