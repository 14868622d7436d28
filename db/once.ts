import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, type Tx, withTx } from "./client.ts";
import { idempotencyKeys } from "./schema/events.ts";

/** Thrown inside a transaction to undo it while its refusal is carried out. */
class Undone extends Error {
  constructor(readonly refusal: Result<never>) {
    super("refused");
  }
}

/** Canonical digest of a command's content: key order does not matter. */
function digest(content: unknown): string {
  const canonical = JSON.stringify(content, (_key, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash("sha256")
    .update(canonical ?? "null")
    .digest("hex");
}

/**
 * What identifies one intended effect: the form's key, the action's name, and the content it was sent with. `deadlineMs` is for the
 * few effects that write a whole register and may take longer than a form usually may.
 */
export type Once = { key: string; action: string; content: unknown; deadlineMs?: number };

/**
 * Runs `effect` in one transaction exactly once per key. A repeat gets the stored answer; the same key with other content or by
 * another user is refused (`common.key_reused`); a refusal undoes everything and stores nothing, so the corrected form may reuse its key.
 * `effect` must return plain JSON.
 */
export async function once<T>(
  ctx: Ctx,
  { key, action, content, deadlineMs }: Once,
  effect: (tx: Tx, now: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const contentHash = digest(content);
  const userId = ctx.actor.kind === "person" ? ctx.actor.userId : null;
  try {
    return await withTx(
      ctx,
      async (tx, now) => {
        const claimed = await tx
          .insert(idempotencyKeys)
          .values({ key, userId, action, contentHash, createdAt: now })
          .onConflictDoNothing()
          .returning({ key: idempotencyKeys.key });
        if (claimed.length === 0) {
          const [kept] = await tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key));
          const same =
            kept && kept.contentHash === contentHash && kept.action === action && kept.userId === userId;
          return same ? (kept.response as Result<T>) : refuse("common.key_reused", {});
        }
        const result = await effect(tx, now);
        if (!result.ok) throw new Undone(result);
        await tx.update(idempotencyKeys).set({ response: result }).where(eq(idempotencyKeys.key, key));
        return result;
      },
      { idempotent: true, ...(deadlineMs === undefined ? {} : { deadlineMs }) },
    );
  } catch (error) {
    if (error instanceof Undone) return error.refusal;
    throw error;
  }
}
