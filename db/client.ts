import type { SQL } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Actor } from "#app/domain/access/actor.ts";
import * as platform from "#app/platform/database/connect.ts";
import * as reads from "#app/platform/database/reads.ts";

/** The process's handle on the database: slots for transactions, a shared pool for plain reads. */
export type Db = platform.Database;
/** Drizzle inside a transaction of ours; unusable after its end. */
export type Tx = PostgresJsDatabase;

/** Where the present comes from: the database's clock. Tests may move it; a running office can't. */
export type Clock = {
  /** The present as an ISO instant. */
  now: () => Promise<string>;
  /** Milliseconds by which a test has moved the clock; 0 outside tests. */
  offsetMs: () => number;
};

/** What every query and command is given first. */
export type Ctx = {
  db: Db;
  clock: Clock;
  actor: Actor;
  requestId?: string;
  /** The network the request came from, where that says anything. */
  network?: string | null;
};

/** The settings that row-level security reads, for an actor. */
export function actorSettings(actor: Actor): Record<string, string> {
  const text = (value: string | number | null) => (value === null ? "" : String(value));
  if (actor.kind === "system") return { "app.actor_kind": "system" };
  if (actor.kind === "anonymous") {
    const { messageId = null, issueId = null } = actor.link ?? {};
    return {
      "app.actor_kind": "anonymous",
      "app.message_id": text(messageId),
      "app.issue_id": text(issueId),
    };
  }
  return {
    "app.actor_kind": "person",
    "app.user_id": text(actor.userId),
    "app.role": actor.role,
    "app.county_code": text(actor.countyCode),
    "app.township_code": text(actor.townshipCode),
    "app.station_id": text(actor.stationId),
    "app.department_id": text(actor.departmentId),
    "app.deputy_id": text(actor.deputyId),
    "app.firm_id": text(actor.firmId),
  };
}

/** The instant a transaction began, by the database's clock, moved as tests ask. */
function instantOf(began: string, clock: Clock): string {
  return new Date(Date.parse(began) + clock.offsetMs()).toISOString();
}

/**
 * One write transaction as the actor of `ctx`; `now` is the database's instant of its beginning. Nothing of it stays when `work` throws.
 * `idempotent: true` allows one repeat after a lost connection (forms with keys, sweeps).
 * @throws DatabaseBusyError, CommitUnknownError, ConnectionLostError (app/platform/database/errors.ts)
 */
export function withTx<T>(
  ctx: Pick<Ctx, "db" | "clock" | "actor">,
  work: (tx: Tx, now: string) => Promise<T>,
  options: { idempotent?: boolean; deadlineMs?: number } = {},
): Promise<T> {
  return platform.withTx(
    ctx.db,
    actorSettings(ctx.actor),
    (tx, began) => work(tx, instantOf(began, ctx.clock)),
    options,
  );
}

/** One read-only transaction as the actor of `ctx`: for tables under row-level security and for reads that must agree. */
export function readTx<T>(
  ctx: Pick<Ctx, "db" | "clock" | "actor">,
  work: (tx: Tx, now: string) => Promise<T>,
): Promise<T> {
  return platform.readTx(ctx.db, actorSettings(ctx.actor), (tx, began) =>
    work(tx, instantOf(began, ctx.clock)),
  );
}

/** The rows of one statement as the actor of `ctx`, in one exchange with the database: what a page reads under row-level security where one statement is enough. */
export function readRows<Row extends Record<string, unknown>>(
  ctx: Pick<Ctx, "db" | "actor">,
  statement: SQL,
): Promise<Row[]> {
  return reads.readRows<Row>(ctx.db, actorSettings(ctx.actor), statement);
}

/**
 * The rows of several statements as the actor of `ctx`, on one snapshot and in one exchange with the database: what a page reads under
 * row-level security where no statement needs another's answer. A place left empty (null) has no rows.
 */
export function readTogether<Rows extends readonly Record<string, unknown>[]>(
  ctx: Pick<Ctx, "db" | "actor">,
  statements: { readonly [At in keyof Rows]: SQL | null },
): Promise<reads.RowsOf<Rows>> {
  return reads.readTogether<Rows>(ctx.db, actorSettings(ctx.actor), statements as readonly (SQL | null)[]);
}

/** A plain read of unprotected tables on the shared pool; tried once more when the connection was lost. */
export function read<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return reads.read(db, work);
}

/** How long the process trusts its measured distance to the database's clock. */
const CLOCK_TRUST_MS = 10_000;

/** A clock that follows the database's: its distance to the process's monotonic clock is measured again every ten seconds. */
export function databaseClock(db: Db, testOffsetMs: () => number = () => 0): Clock {
  let base = 0;
  let measuredAt = Number.NEGATIVE_INFINITY;
  return {
    offsetMs: testOffsetMs,
    async now() {
      const tick = performance.now();
      if (tick - measuredAt > CLOCK_TRUST_MS) {
        const [row] = await read(db, (tx) =>
          tx.execute<{ ms: number }>("select extract(epoch from clock_timestamp())::float8 * 1000 as ms"),
        );
        measuredAt = performance.now();
        base = row!.ms - measuredAt;
      }
      return new Date(Math.floor(base + performance.now() + testOffsetMs())).toISOString();
    },
  };
}
