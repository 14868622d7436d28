import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { type UnreachedGroup, unreachedGroups } from "./unreached.server.ts";

/** Writes down which channels are set up and which groups none of them reaches, for the pages of every instance: at start and each hour. */
export function noteChannels(ctx: Ctx, names: readonly string[]): Promise<UnreachedGroup[]> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => {
      const unreached = await unreachedGroups(tx, now, names);
      await tx.execute(sql`
        insert into installation (name, value) values ('channels', ${JSON.stringify({ names, unreached })}::text::jsonb)
        on conflict (name) do update set value = excluded.value`);
      return unreached;
    },
    { idempotent: true },
  );
}
