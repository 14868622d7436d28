import { SYSTEM } from "#app/domain/access/actor.ts";
import { watchClock } from "#app/features/escalations/watch-clock.command.server.ts";
import { repeat } from "#app/jobs/loop.ts";
import { startPaces, sweepAll } from "#app/jobs/sweep-all.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import { createLogger } from "#app/platform/logger.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import { databaseClock } from "#db/client.ts";
import { type VirtualTime, virtualNow } from "./virtual-time.ts";

/**
 * One scheduler as a process of its own, to be killed: the product's sweep in the product's loop, in a time that the database's clock
 * drives many times faster. Its own time of day is days off, which must make no difference.
 */
async function run(url: string, time: VirtualTime, daysOff: number): Promise<void> {
  const honest = Date.now.bind(Date);
  Date.now = () => honest() + daysOff * 86_400_000;
  const db = openDatabase({ url, poolSize: 3, readPoolSize: 2 });
  let offset = 0;
  const clock = databaseClock(db, () => offset);
  const measured = databaseClock(db);
  const ctx = { db, clock, actor: SYSTEM };
  const watch = watchClock(steadyMs);
  const paces = startPaces();
  repeat(
    {
      name: "sweep",
      everyMs: 500,
      work: async () => {
        const database = Date.parse(await measured.now());
        offset = virtualNow(time, database) - database;
        return (await sweepAll(ctx, watch, paces)).more;
      },
    },
    createLogger("silent"),
  );
}

const [url, daysOff] = process.argv.slice(2);
// Loaded and ready, it waits for its turn, so that a life of two seconds is spent on sweeping and not on starting.
process.stdin.once("data", (time: Buffer) => {
  void run(url!, JSON.parse(time.toString()) as VirtualTime, Number(daysOff));
});
// It ends with whoever started it, however that one ended.
process.stdin.once("end", () => process.exit(0));
process.stdout.write("ready\n");
