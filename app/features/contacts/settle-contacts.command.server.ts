import { SYSTEM } from "#app/domain/access/actor.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { type SettledClocks, settleContactClocks } from "#db/writes/settle-contact-clocks.ts";

/** Longest time that starting the clocks of every pair at once may take. */
const ALL_PAIRS_MS = 60_000;

/**
 * Compares the contact clocks with all running pairs and mends what differs: after an upgrade, a restored backup, a new cadence. Commands
 * on pairs and contacts keep their own clocks; this finds nothing on an ordinary day.
 */
export function settleContacts(ctx: Ctx): Promise<SettledClocks> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => settleContactClocks(tx, now, await loadRulebook(ctx.db, tx, now)),
    { idempotent: true, deadlineMs: ALL_PAIRS_MS },
  );
}
