import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { type Casing, drizzleMaker, type Runner, type Schema } from "./drizzle-client.ts";
import {
  CommitUnknownError,
  ConnectionLostError,
  DatabaseDeadlineError,
  isConnectionError,
  isRivalryError,
  TransactionEndedError,
} from "./errors.ts";
import { type Listening, listener } from "./listen.ts";
import { type Log, silentLog } from "./log.ts";
import type { Slot } from "./slot.ts";
import { type PoolStats, type SlotPool, slotPool } from "./slot-pool.ts";
import { beginText, commit, ONE_SNAPSHOT, rollBack } from "./transaction.ts";

export type DatabaseOptions<S extends Schema> = {
  /** Address of the application role. */
  url: string;
  /** Connections for transactions. */
  poolSize?: number;
  /** Connections for plain reads. */
  readPoolSize?: number;
  /** How many may wait for a connection of either kind. */
  queueLimit?: number;
  /** How long one waits for a connection at most. */
  queueWaitMs?: number;
  log?: Log;
  /** For Drizzle's relational queries; the query builder needs none. */
  schema?: S;
  casing?: Casing;
};

/** The process's handle on one database, for `withTx`, `readTx`, `read` and `listen`. */
export type Database<S extends Schema = Record<string, never>> = {
  readonly transactions: SlotPool;
  readonly reads: SlotPool;
  readonly drizzle: ReturnType<typeof drizzleMaker<S>>;
  readonly listen: (channel: string, onNotify: (payload: string) => void) => Listening;
  readonly log: Log;
  /** Where it lies: a thread opens connections of its own there. */
  readonly url: string;
  /** Connections in use and waiting, for /metrics. */
  stats(): { transactions: PoolStats; reads: PoolStats };
  close(): Promise<void>;
};

/** Drizzle inside a transaction; unusable after its end. */
export type Tx<S extends Schema = Record<string, never>> = PostgresJsDatabase<S>;

export type TxOptions = {
  /** The whole may run twice with the effect of once: repeated after a lost connection, an unknown commit, a deadlock. */
  idempotent?: boolean;
  /** For everything from waiting for a connection to COMMIT; 10 s unless told. */
  deadlineMs?: number;
};

/** For everything a request asks of the database at once. */
export const DEADLINE_MS = 10_000;
const ATTEMPTS = 3;

/** Opens no connection yet; each is opened when first needed. */
export function openDatabase<S extends Schema = Record<string, never>>(
  options: DatabaseOptions<S>,
): Database<S> {
  const { url, poolSize = 10, readPoolSize = 8, log = silentLog } = options;
  const shared = {
    url,
    queueLimit: options.queueLimit ?? 200,
    queueWaitMs: options.queueWaitMs ?? 3_000,
    patienceMs: 2_000,
  };
  const transactions = slotPool({
    ...shared,
    size: poolSize,
    session: { idle_in_transaction_session_timeout: "60s" },
  });
  const reads = slotPool({
    ...shared,
    size: readPoolSize,
    session: { default_transaction_read_only: "on", statement_timeout: String(DEADLINE_MS) },
  });
  const listening = listener(url, log);
  return {
    transactions,
    reads,
    drizzle: drizzleMaker(options.schema, options.casing),
    listen: listening.listen,
    log,
    url,
    stats: () => ({ transactions: transactions.stats(), reads: reads.stats() }),
    async close() {
      await Promise.all([transactions.close(), reads.close(), listening.close()]);
    },
  };
}

async function begin(slot: Slot, text: string): Promise<string> {
  const answers = await slot.run(() => slot.client.unsafe(text));
  const [opened, told] = answers as unknown as { command: string; [row: number]: { began: string } }[];
  if (opened?.command !== "BEGIN" || !told?.[0])
    throw new ConnectionLostError("BEGIN was not answered as expected");
  return told[0].began;
}

/** Statements of one transaction, one after the other, refused after its end. */
function sequence(slot: Slot) {
  let ended = false;
  let last: Promise<unknown> = Promise.resolve();
  const run: Runner = (call) => {
    const next = last.then(() => {
      if (ended) throw new TransactionEndedError("this transaction has ended: was a statement not awaited?");
      return slot.run(() => call(slot));
    });
    last = next.catch(() => {});
    return next;
  };
  return {
    run,
    /** Lets what was started come to its end and refuses the rest. */
    async drain() {
      await last;
      ended = true;
    },
    cut() {
      ended = true;
    },
  };
}

type Plan<S extends Schema, T> = {
  mode: string;
  settings: Record<string, string>;
  work: (tx: Tx<S>, began: string) => Promise<T>;
  deadlineMs: number;
};

async function attempt<S extends Schema, T>(db: Database<S>, plan: Plan<S, T>): Promise<T> {
  const until = performance.now() + plan.deadlineMs;
  const slot = await db.transactions.acquire(plan.deadlineMs);
  const leftMs = Math.max(1, until - performance.now());
  const timer = setTimeout(
    () => slot.destroy(new DatabaseDeadlineError(`a transaction took longer than ${plan.deadlineMs} ms`)),
    leftMs,
  );
  const statements = sequence(slot);
  try {
    const settings = { ...plan.settings, statement_timeout: String(Math.ceil(leftMs)) };
    const began = await begin(slot, beginText(plan.mode, settings));
    const tx = db.drizzle(statements.run, statements.run);
    const value = await slot.run(() => plan.work(tx, began));
    await slot.run(() => statements.drain());
    await commit(slot);
    return value;
  } catch (error) {
    statements.cut();
    if (error instanceof CommitUnknownError) throw error;
    await rollBack(slot);
    if (isConnectionError(error) && !(error instanceof ConnectionLostError)) {
      throw new ConnectionLostError("the connection was lost, nothing was written", { cause: error });
    }
    throw error;
  } finally {
    clearTimeout(timer);
    db.transactions.release(slot);
  }
}

function mayBeRepeated(error: unknown): boolean {
  return error instanceof CommitUnknownError || isConnectionError(error) || isRivalryError(error);
}

/**
 * One write transaction under `settings` (`app.…`, local to it). `work` gets Drizzle and the database's instant of the
 * beginning (ISO). Statements run one after the other. It throws what `work` throws, after a rollback.
 * @throws DatabaseBusyError nothing started · ConnectionLostError, DatabaseDeadlineError, RolledBackError nothing
 * written · CommitUnknownError either.
 */
export async function withTx<S extends Schema, T>(
  db: Database<S>,
  settings: Record<string, string>,
  work: (tx: Tx<S>, began: string) => Promise<T>,
  { idempotent = false, deadlineMs = DEADLINE_MS }: TxOptions = {},
): Promise<T> {
  for (let made = 1; ; made++) {
    try {
      return await attempt(db, { mode: "", settings, work, deadlineMs });
    } catch (error) {
      if (!idempotent || made === ATTEMPTS || !mayBeRepeated(error)) throw error;
      db.log.warn({ error: String(error), attempt: made }, "a transaction is repeated");
    }
  }
}

/** One read-only transaction on one snapshot under `settings`; repeated once when its connection is lost. */
export async function readTx<S extends Schema, T>(
  db: Database<S>,
  settings: Record<string, string>,
  work: (tx: Tx<S>, began: string) => Promise<T>,
  { deadlineMs = DEADLINE_MS }: Pick<TxOptions, "deadlineMs"> = {},
): Promise<T> {
  const plan = { mode: ONE_SNAPSHOT, settings, work, deadlineMs };
  try {
    return await attempt(db, plan);
  } catch (error) {
    if (!mayBeRepeated(error)) throw error;
    return attempt(db, plan);
  }
}
