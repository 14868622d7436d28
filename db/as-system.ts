import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Tx } from "./client.ts";

/**
 * Runs one look of ours inside an actor's transaction with the system's sight, and gives the actor's own back. For questions whose answer
 * shows nothing of the rows: whether something was sent before, which links end.
 */
export async function asSystem<T>(tx: Tx, actor: Actor, look: () => Promise<T>): Promise<T> {
  await tx.execute(sql`select set_config('app.actor_kind', 'system', true)`);
  const found = await look();
  await tx.execute(sql`select set_config('app.actor_kind', ${actor.kind}, true)`);
  return found;
}
