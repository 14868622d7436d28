import type { SQL } from "drizzle-orm";
import { type Database, DEADLINE_MS, type Tx } from "./connect.ts";
import type { Runner, Schema } from "./drizzle-client.ts";
import { ConnectionLostError, DatabaseDeadlineError, isConnectionError, RolledBackError } from "./errors.ts";
import type { Slot } from "./slot.ts";
import { ONE_SNAPSHOT, settingsStatement } from "./transaction.ts";

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

/**
 * BEGIN, the settings, the statements and COMMIT, sent together: should one of the first two fail, the statements run without an actor on a
 * session that can't write, or not at all, and their answers are thrown away.
 */
async function together(
  slot: Slot,
  settings: Record<string, string>,
  calls: readonly Call[],
): Promise<unknown[]> {
  const { text, values: set } = settingsStatement(settings);
  const [opened, told, ...rest] = await Promise.allSettled([
    slot.client.unsafe(`begin ${ONE_SNAPSHOT}`),
    slot.client.unsafe(text, set, { prepare: true }),
    ...calls.map((call) => call(slot)),
    slot.client.unsafe("commit"),
  ]);
  if (opened.status === "rejected") throw opened.reason;
  if (told.status === "rejected") throw told.reason;
  const values = rest.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
  const closed = values.pop() as { command: string };
  if ((opened.value as unknown as { command: string }).command !== "BEGIN")
    throw new ConnectionLostError("BEGIN was not answered as expected");
  if (closed.command !== "COMMIT") throw new RolledBackError("a read was not ended as expected");
  return values;
}

type Call = (slot: Slot) => PromiseLike<unknown>;

/** Drizzle hands over each statement by itself: `whole` is there once `number` of them are. */
function gatherer(number: number) {
  const calls: Call[] = [];
  let tell: (calls: readonly Call[]) => void = () => {};
  const whole = new Promise<readonly Call[]>((resolve) => {
    tell = resolve;
  });
  const add = (call: Call) => {
    const place = calls.push(call) - 1;
    if (calls.length === number) tell(calls);
    return place;
  };
  return { whole, add };
}

/** Rows of statements, by their places; of a place left empty, none. */
export type RowsOf<Rows extends readonly unknown[]> = { [At in keyof Rows]: Rows[At][] };

/**
 * The rows of several statements under `settings` (`app.…`, local to them) on one snapshot, for tables under row protection, in one
 * message to the database: a page pays for one exchange, however much it reads. They can't write, and none may need another's answer.
 */
export async function readTogether<Rows extends readonly Record<string, unknown>[]>(
  db: Database,
  settings: Record<string, string>,
  statements: readonly (SQL | null)[],
): Promise<RowsOf<Rows>> {
  const sent = statements.filter((one) => one !== null);
  if (sent.length === 0) return statements.map(() => []) as never;
  const gathered = gatherer(sent.length);
  const answers = gathered.whole.then((calls) =>
    twice(db as unknown as Database<never>)((slot) => together(slot, settings, calls)),
  );
  const drizzle = db.drizzle(async <T>(call: (slot: Slot) => PromiseLike<T>) => {
    const place = gathered.add(call);
    return (await answers)[place] as T;
  });
  const found = await Promise.all(sent.map(async (one) => [...(await drizzle.execute(one))]));
  return statements.map((one) => (one === null ? [] : found.shift())) as never;
}

/** The same for a single statement. */
export async function readRows<Row extends Record<string, unknown>>(
  db: Database,
  settings: Record<string, string>,
  statement: SQL,
): Promise<Row[]> {
  const [rows] = await readTogether<[Row]>(db, settings, [statement]);
  return rows;
}
