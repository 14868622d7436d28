import { SYSTEM } from "#app/domain/access/actor.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import { databaseClock } from "#db/client.ts";

/** A process of its own that publishes what it is told to, so that a test can kill it in the middle. */
const db = openDatabase({ url: process.argv[2] ?? "", poolSize: 2 });
const ctx = { db, clock: databaseClock(db), actor: SYSTEM };

process.on("message", (order: { key: string; planId: number; version: number }) => {
  const { key, ...plan } = order;
  publishPlan(ctx, key, { ...plan, reason: "中断试验" }).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ fault: String(error) }),
  );
});
await ctx.clock.now();
process.send?.({ ready: true });
