import type { SQL } from "drizzle-orm";
import { type Database, DEADLINE_MS, type Tx } from "./connect.ts";
import type { Runner, Schema } from "./drizzle-client.ts";
import { ConnectionLostError, DatabaseDeadlineError, isConnectionError, RolledBackError } from "./errors.ts";
import type { Slot } from "./slot.ts";
import { beginText } from "./transaction.ts";

async function readOnce<T>(
  db: Database<never>,
  call: (slot: Slot) => PromiseLike<T>,
  leftMs: number,
): Promise<T> {
  const slot = await db.reads.acquire(leftMs);
  const timer = setTimeout(() => slot.destroy(new DatabaseDeadlineError("a read took too long")), leftMs);
  try {
    return await slot.run(() => call(slot));
  } finally {
    clearTimeout(timer);
    db.reads.release(slot);
  }
}

/** Tries a read on a free connection, and once more on another one when its connection is lost. Ten seconds in all. */
function twice(db: Database<never>): Runner {
  const until = performance.now() + DEADLINE_MS;
  const leftMs = () => {
    const left = until - performance.now();
    if (left <= 0) throw new DatabaseDeadlineError("a read took too long");
    return left;
  };
  return async (call) => {
    try {
      return await readOnce(db, call, leftMs());
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      return readOnce(db, call, leftMs());
    }
  };
}

/**
 * Plain reads of tables without row protection: each statement runs on any free connection (several at once if started
 * together), is tried once more on another one when its connection is lost, and can't write. Ten seconds in all.
 */
export function read<S extends Schema, T>(db: Database<S>, work: (tx: Tx<S>) => Promise<T>): Promise<T> {
  return work(db.drizzle(twice(db as unknown as Database<never>)));
}

/** BEGIN, one statement and COMMIT, sent together: should BEGIN fail, the statement runs without an actor on a session that can't write, and its answer is thrown away. */
async function together<T>(slot: Slot, begin: string, call: (slot: Slot) => PromiseLike<T>): Promise<T> {
  const [opened, answered, closed] = await Promise.allSettled([
    slot.client.unsafe(begin),
    call(slot),
    slot.client.unsafe("commit"),
  ]);
  if (opened.status === "rejected") throw opened.reason;
  if (answered.status === "rejected") throw answered.reason;
  if (closed.status === "rejected") throw closed.reason;
  if ((opened.value as unknown as { command: string }[])[0]?.command !== "BEGIN")
    throw new ConnectionLostError("BEGIN was not answered as expected");
  if (closed.value.command !== "COMMIT") throw new RolledBackError("a read was not ended as expected");
  return answered.value;
}

/**
 * The rows of one statement under `settings` (`app.…`, local to it), for tables under row protection, in one message to the database:
 * a page that needs a single statement pays for one exchange instead of four. It can't write.
 */
export async function readRows<Row extends Record<string, unknown>>(
  db: Database,
  settings: Record<string, string>,
  statement: SQL,
): Promise<Row[]> {
  const begin = beginText("read only", settings);
  const tried = twice(db as unknown as Database<never>);
  const run: Runner = (call) => tried((slot) => together(slot, begin, call));
  return [...(await db.drizzle(run).execute(statement))] as Row[];
}
