import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Database, openDatabase, withTx } from "#app/platform/database/connect.ts";
import { startEmbedded } from "#app/platform/database/embedded-server.ts";
import { ensureDatabase } from "#app/platform/database/ensure-database.ts";
import { CommitUnknownError } from "#app/platform/database/errors.ts";
import { read } from "#app/platform/database/reads.ts";
import { LINES_PER_WRITE, type LoadMessage, type LoadOrder } from "./ledger.ts";

/**
 * The application's part in a fault test, run as a process of its own so that a crash is seen as one: writers that put
 * down a head and its lines in one transaction, and readers beside them.
 */
const WRITERS = 12;
const READERS = 4;
const DEADLINE_MS = 5_000;
/** Longer than deadline and queue together: what has not come back by then hangs. */
const HANGS_AFTER_MS = 20_000;

let finishing = false;
let uncaught = 0;
process.on("uncaughtException", () => uncaught++);
process.on("unhandledRejection", () => uncaught++);

function tell(message: LoadMessage): void {
  process.send?.(message);
}

async function write(db: Database, key: string, idempotent: boolean): Promise<void> {
  await withTx(
    db,
    { "app.user_id": "1" },
    async (tx) => {
      const head = await tx.execute(
        sql`insert into fault_heads (key) values (${key}) on conflict do nothing returning key`,
      );
      if (head.length === 0) return;
      await delay(Math.random() * 5);
      const lines = Array.from({ length: LINES_PER_WRITE }, (_, line) =>
        tx.execute(sql`insert into fault_lines (key, line) values (${key}, ${line})`),
      );
      await Promise.all(lines);
    },
    { idempotent, deadlineMs: DEADLINE_MS },
  );
}

async function settled(work: Promise<unknown>): Promise<"done" | "refused" | "unknown" | "hangs"> {
  const outcome = work.then(
    () => "done" as const,
    (error) => (error instanceof CommitUnknownError ? ("unknown" as const) : ("refused" as const)),
  );
  return Promise.race([outcome, delay(HANGS_AFTER_MS, "hangs" as const, { ref: false })]);
}

async function writer(db: Database, run: string, number: number): Promise<void> {
  for (let turn = 0; !finishing; turn++) {
    const key = `${run}-${number}-${turn}`;
    const outcome = await settled(write(db, key, number % 2 === 0));
    tell({ kind: "write", key, outcome });
    if (outcome === "refused") await delay(20);
  }
}

async function reader(db: Database): Promise<void> {
  while (!finishing) {
    const work = read(db, (tx) =>
      tx.execute(sql`select count(*) from fault_heads where key like ${`${Math.random()}%`}`),
    );
    tell({ kind: "read", outcome: await settled(work) });
    await delay(2);
  }
}

async function locate(order: LoadOrder): Promise<{ url: string; leave: () => Promise<void> }> {
  if (order.url) return { url: order.url, leave: async () => {} };
  const server = await startEmbedded({ dataDir: order.dataDir ?? "", keepAlive: true });
  const { appUrl } = await ensureDatabase(server.adminUrl, "faults");
  return { url: appUrl, leave: () => server.stop() };
}

async function work(order: LoadOrder): Promise<void> {
  const { url, leave } = await locate(order);
  const db = openDatabase({ url, poolSize: 8, readPoolSize: 4 });
  tell({ kind: "ready" });
  const numbers = Array.from({ length: WRITERS }, (_, number) => number);
  await Promise.all([
    ...numbers.map((number) => writer(db, order.run, number)),
    ...Array.from({ length: READERS }, () => reader(db)),
  ]);
  const last = await settled(write(db, `${order.run}-last`, true));
  tell({ kind: "write", key: `${order.run}-last`, outcome: last });
  await db.close();
  await leave();
  tell({ kind: "end", uncaught });
  process.disconnect?.();
}

process.on("message", (message: LoadOrder | "finish") => {
  if (message === "finish") finishing = true;
  else void work(message);
});
