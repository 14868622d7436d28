import { sql } from "drizzle-orm";
import { read } from "#db/client.ts";
import type { Services } from "./context.server.ts";

/** What `/healthz` answers; `sweepLagSeconds` is the age of what the sweep should have done longest ago, a level or what happens when a clock runs out (0 = none). */
export type Health = { ok: boolean; process: "up"; database: "up" | "down"; sweepLagSeconds: number | null };

/** A lag beyond this many seconds makes the process unhealthy: the guarantee is 60 s. */
const LAG_LIMIT_SECONDS = 60;

/** Asks the database for its pulse and for the sweep's lag. */
export async function healthOf({ db }: Services): Promise<Health> {
  try {
    const [row] = await read(db, (q) =>
      q.execute<{ lag: number | null }>(sql`
        select greatest(0, extract(epoch from now() - least(
          (select min(next_due_at) from clocks where next_due_at is not null and ended_at is null and paused_at is null),
          (select min(lapse_at) from clocks where lapse_at is not null and ended_at is null))))::float8 as lag`),
    );
    const sweepLagSeconds = Math.round(row?.lag ?? 0);
    return { ok: sweepLagSeconds <= LAG_LIMIT_SECONDS, process: "up", database: "up", sweepLagSeconds };
  } catch {
    return { ok: false, process: "up", database: "down", sweepLagSeconds: null };
  }
}
