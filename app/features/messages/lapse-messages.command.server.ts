import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { ok } from "#app/domain/result.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import { type Ctx, read, withTx } from "#db/client.ts";
import { limited } from "#db/views/keyset.ts";
import { performOnMessage } from "./execute/run-message-command.server.ts";

/** Messages looked at in one call, and how long it goes on with them unless told, in ms. */
const BATCH = 100;
const FOR_MS = 10_000;

/**
 * Gives the system's own commands where a sender did not answer: reminds after the first five working days, closes as unsupplied after
 * the second. What is due is decided anew under the lock, so that any number of processes do it once. Says how many moved, and whether
 * more may be due.
 */
export async function lapseMessages(
  ctx: Ctx,
  trust: (now: string) => void = () => {},
  forMs = FOR_MS,
): Promise<{ moved: number; more: boolean }> {
  const until = steadyMs() + forMs;
  const now = await ctx.clock.now();
  const due = await read(ctx.db, (tx) =>
    tx.execute<{ id: number; lapse: string }>(sql`
      select subject_id as id, lapse from clocks
      where lapse_at < ${now}::timestamptz and lapse_at is not null and ended_at is null and subject_kind = 'message'
      order by lapse_at, clock_id limit ${limited(BATCH)}`),
  );
  let moved = 0;
  for (const { id, lapse } of due) {
    if (steadyMs() >= until) return { moved, more: moved > 0 };
    const kind = lapse === "close_unsupplied" ? ("close_unsupplied" as const) : ("remind" as const);
    const system = { ...ctx, actor: SYSTEM };
    const given = await withTx(
      system,
      async (tx, at) => {
        trust(at);
        return performOnMessage(
          system,
          tx,
          { messageId: id, version: null },
          { action: `message.${kind}`, content: {}, prepare: () => ok({ command: { kind } }) },
        );
      },
      { idempotent: true },
    );
    if (given.ok) moved += 1;
  }
  return { moved, more: due.length === BATCH && moved > 0 };
}
