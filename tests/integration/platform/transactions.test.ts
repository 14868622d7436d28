import { eq, sql } from "drizzle-orm";
import { integer, jsonb, numeric, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase, readTx, withTx } from "#app/platform/database/connect.ts";
import {
  CommitUnknownError,
  ConnectionLostError,
  DatabaseBusyError,
  DatabaseDeadlineError,
  errorCode,
  RolledBackError,
} from "#app/platform/database/errors.ts";
import { read, readRows } from "#app/platform/database/reads.ts";
import { cloneDatabase, query, SMALL_MIGRATIONS, type TestDatabase } from "#tests/support/postgres.ts";

const transfers = pgTable("transfers", {
  transferId: integer("transfer_id").primaryKey().generatedAlwaysAsIdentity(),
  idempotencyKey: text("idempotency_key").notNull(),
  note: text("note").notNull(),
  tags: text("tags").array().notNull(),
  counts: integer("counts").array().notNull(),
  facts: jsonb("facts"),
  amount: numeric("amount").notNull(),
  madeAt: timestamp("made_at", { withTimezone: true, mode: "string" }).notNull(),
});
const madeAtAsDate = pgTable("transfers", {
  transferId: integer("transfer_id").primaryKey(),
  madeAt: timestamp("made_at", { withTimezone: true, mode: "date" }).notNull(),
});

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await cloneDatabase({ key: "small", folder: SMALL_MIGRATIONS, insertOnly: ["log_lines"] });
  db = openDatabase({ url: database.appUrl, poolSize: 3, readPoolSize: 2 });
});

afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const insert = (key: string) =>
  sql`insert into transfers (idempotency_key, note) values (${key}, 'x') returning transfer_id`;
const countOf = async (key: string) =>
  (await query(database.ownerUrl, "select 1 from transfers where idempotency_key = $1", [key])).length;
/** Ends the connection a transaction runs on, from another one. */
const terminate = (pid: unknown) =>
  query(database.adminUrl, "select pg_terminate_backend($1)", [Number(pid)]);
const pidOf = async (tx: Parameters<Parameters<typeof withTx>[2]>[0]) =>
  (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid;

describe("a write transaction", () => {
  it("keeps everything or nothing", async () => {
    await withTx(db, {}, (tx) => tx.execute(insert("kept")));
    const failure = withTx(db, {}, async (tx) => {
      await tx.execute(insert("dropped"));
      throw new Error("the decision was no");
    });
    await expect(failure).rejects.toThrow("the decision was no");
    expect([await countOf("kept"), await countOf("dropped")]).toEqual([1, 0]);
  });

  it("tells the database's instant of its beginning as ISO text", async () => {
    const began = await withTx(db, {}, async (_tx, instant) => instant);
    expect(began).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Math.abs(Date.parse(began) - Date.now())).toBeLessThan(5_000);
  });

  it("carries its settings, whatever characters they hold, and leaves none behind", async () => {
    const odd = 'O\'Brien \\ "双"; drop table transfers --';
    const one = openDatabase({ url: database.appUrl, poolSize: 1 });
    const seen = (settings: Record<string, string>) =>
      withTx(one, settings, (tx) =>
        tx.execute(sql`select nullif(current_setting('app.user_id', true), '') as id`),
      );
    expect((await seen({ "app.user_id": odd }))[0]).toEqual({ id: odd });
    expect((await seen({}))[0]).toEqual({ id: null });
    await expect(seen({ "app.user_id": "a\0b" })).rejects.toThrow("NUL");
    await expect(seen({ "app.x', 'y', true), ('": "1" })).rejects.toThrow("name of a setting");
    await one.close();
  });

  it("shows protected rows to the actor it was opened for only", async () => {
    const mine = { "app.user_id": "7" };
    await withTx(db, mine, (tx) => tx.execute(sql`insert into secrets values (1, 7, 'canary')`));
    const rows = (settings: Record<string, string>) =>
      readTx(db, settings, (tx) => tx.execute(sql`select text from secrets`));
    expect([...(await rows(mine))]).toEqual([{ text: "canary" }]);
    expect([...(await rows({ "app.user_id": "8" }))]).toEqual([]);
    expect([...(await rows({}))]).toEqual([]);
    expect([...(await read(db, (tx) => tx.execute(sql`select text from secrets`)))]).toEqual([]);
  });

  it("undoes a nested transaction alone", async () => {
    await withTx(db, {}, async (tx) => {
      await tx.execute(insert("outer"));
      await tx.transaction((inner) => inner.execute(insert("outer"))).catch(() => {});
      await tx.transaction((inner) => inner.execute(insert("inner")));
    });
    expect([await countOf("outer"), await countOf("inner")]).toEqual([1, 1]);
  });

  it("reports a swallowed failure instead of a commit", async () => {
    const swallowed = withTx(db, {}, async (tx) => {
      await tx.execute(insert("swallowed"));
      await tx.execute(insert("swallowed")).catch(() => {});
    });
    await expect(swallowed).rejects.toBeInstanceOf(RolledBackError);
    expect(await countOf("swallowed")).toBe(0);
  });

  it("names the constraint's code through Drizzle's wrapper", async () => {
    await withTx(db, {}, (tx) => tx.execute(insert("twice")));
    const again = await withTx(db, {}, (tx) => tx.execute(insert("twice"))).catch((error: unknown) => error);
    expect(errorCode(again)).toBe("23505");
  });

  it("can't be used after its end", async () => {
    const escaped = await withTx(db, {}, async (tx) => ({ tx }));
    const late = await escaped.tx.execute(insert("late")).then(
      () => "written",
      (error: Error) => String(error.cause),
    );
    expect(late).toContain("this transaction has ended");
    expect(await countOf("late")).toBe(0);
  });

  it("runs statements that were started together one after the other, inside", async () => {
    await withTx(db, {}, (tx) => Promise.all(["p1", "p2", "p3"].map((key) => tx.execute(insert(key)))));
    expect(await Promise.all(["p1", "p2", "p3"].map(countOf))).toEqual([1, 1, 1]);
  });

  it("writes nothing when its connection is ended half way, even with statements waiting", async () => {
    const cut = withTx(db, {}, async (tx) => {
      await tx.execute(insert("cut-1"));
      await terminate(await pidOf(tx));
      await Promise.allSettled(["cut-2", "cut-3", "cut-4"].map((key) => tx.execute(insert(key))));
    });
    await expect(cut).rejects.toBeInstanceOf(ConnectionLostError);
    expect(await Promise.all(["cut-1", "cut-2", "cut-3", "cut-4"].map(countOf))).toEqual([0, 0, 0, 0]);
    await withTx(db, {}, (tx) => tx.execute(insert("after the cut")));
    expect(await countOf("after the cut")).toBe(1);
  });

  it("is repeated when it may run twice, and then written once", async () => {
    let runs = 0;
    const work = async (tx: Parameters<Parameters<typeof withTx>[2]>[0]) => {
      runs++;
      await tx.execute(insert("repeated"));
      if (runs === 1) await terminate(await pidOf(tx));
    };
    await withTx(db, {}, work, { idempotent: true });
    expect([runs, await countOf("repeated")]).toEqual([2, 1]);
  });

  it("says that it doesn't know when the answer to COMMIT is lost", async () => {
    await query(
      database.ownerUrl,
      `create function stall() returns trigger language plpgsql as 'begin perform pg_sleep(5); return null; end';`,
    );
    await query(
      database.ownerUrl,
      "create constraint trigger stall after insert on entries deferrable initially deferred for each row execute function stall()",
    );
    try {
      const unsure = withTx(db, {}, async (tx) => {
        const [row] = await tx.execute<{ transfer_id: number }>(insert("unsure"));
        await tx.execute(sql`insert into entries (transfer_id, line) values (${row!.transfer_id}, 1)`);
        const pid = await pidOf(tx);
        setTimeout(() => void terminate(pid), 300);
      });
      await expect(unsure).rejects.toBeInstanceOf(CommitUnknownError);
    } finally {
      await query(database.ownerUrl, "drop trigger stall on entries");
    }
    await expect.poll(() => countOf("unsure")).toBe(0);
  });

  it("ends at its deadline, in the database too", async () => {
    const slow = withTx(db, {}, (tx) => tx.execute(sql`select pg_sleep(20)`), { deadlineMs: 300 });
    await expect(slow).rejects.toThrow();
    const dawdling = withTx(db, {}, () => new Promise(() => {}), { deadlineMs: 300 });
    await expect(dawdling).rejects.toBeInstanceOf(DatabaseDeadlineError);
    const sleepers = () =>
      query(
        database.adminUrl,
        "select 1 from pg_stat_activity where query = 'select pg_sleep(20)' and state = 'active'",
      );
    await expect.poll(async () => (await sleepers()).length).toBe(0);
  });

  it("is refused when too many wait, and when the wait is too long", async () => {
    const small = openDatabase({ url: database.appUrl, poolSize: 1, queueLimit: 1, queueWaitMs: 200 });
    let release = () => {};
    const holding = withTx(small, {}, () => new Promise<void>((resolve) => (release = resolve)));
    await expect.poll(() => small.stats().transactions.busy).toBe(1);
    const waiting = withTx(small, {}, async () => {}).catch((error: unknown) => error);
    await expect(withTx(small, {}, async () => {})).rejects.toBeInstanceOf(DatabaseBusyError);
    expect(await waiting).toBeInstanceOf(DatabaseBusyError);
    release();
    await holding;
    await small.close();
  });
});

describe("plain reads", () => {
  it("can't write", async () => {
    const wrote = await read(db, (tx) => tx.execute(insert("by a read"))).catch((error: unknown) => error);
    expect(errorCode(wrote)).toBe("25006");
  });

  it("are tried once more when their connection is ended", async () => {
    await read(db, (tx) => tx.execute(sql`select 1`));
    const slow = read(db, (tx) => tx.execute(sql`select pg_sleep(0.5), 'slow read' as told`));
    await query(
      database.adminUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like '%slow read%' and pid <> pg_backend_pid()",
      [database.name],
    );
    expect((await slow)[0]).toMatchObject({ told: "slow read" });
  });
});

describe("rows read in one exchange", () => {
  const asked = sql`select current_setting('app.actor_kind', true) as actor, current_setting('transaction_read_only') as only`;

  it("see the settings of their reader and nobody after them does", async () => {
    const one = openDatabase({ url: database.appUrl, readPoolSize: 1 });
    for (const actor of ["person", "system", "person"])
      expect(await readRows(one, { "app.actor_kind": actor }, asked)).toEqual([{ actor, only: "on" }]);
    const [after] = await read(one, (tx) => tx.execute<{ actor: string }>(asked));
    expect(after?.actor).toBe("");
    await one.close();
  });

  it("can't write, and a failed statement leaves the connection fit for the next", async () => {
    const one = openDatabase({ url: database.appUrl, readPoolSize: 1 });
    const wrote = await readRows(one, {}, insert("by rows")).catch((error: unknown) => error);
    expect(errorCode(wrote)).toBe("25006");
    const wrong = await readRows(one, {}, sql`select 1 / ${0}::int`).catch((error: unknown) => error);
    expect(errorCode(wrong)).toBe("22012");
    expect(await readRows(one, { "app.actor_kind": "system" }, asked)).toEqual([
      { actor: "system", only: "on" },
    ]);
    await one.close();
  });

  it("are thrown away when the transaction could not begin", async () => {
    const refused = await readRows(db, { "app.x": "a", statement_timeout: "never" }, asked).catch(
      (error: unknown) => error,
    );
    expect(errorCode(refused)).toBe("22023");
  });

  it("are tried once more when their connection is ended", async () => {
    const slow = readRows(db, {}, sql`select pg_sleep(0.5), 'slow rows' as told`);
    await query(
      database.adminUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like '%slow rows%' and pid <> pg_backend_pid()",
      [database.name],
    );
    expect((await slow)[0]).toMatchObject({ told: "slow rows" });
  });
});

describe("values through Drizzle", () => {
  it("come back as they were written: arrays, JSON, numbers, instants", async () => {
    const written = {
      idempotencyKey: "values",
      note: "备注 ' \\ 𠮷",
      tags: ["a,b", 'say "hi"', "back\\slash", "", "NULL", "营商"],
      counts: [1, -2, 3],
      facts: { n: 1, list: ["x"], text: "\\u0000 kept as text" },
      amount: "1234567.89",
      madeAt: "2026-02-03T04:05:06.789Z",
    };
    await withTx(db, {}, (tx) => tx.insert(transfers).values(written));
    const [row] = await read(db, (tx) =>
      tx.select().from(transfers).where(eq(transfers.idempotencyKey, "values")),
    );
    expect({ ...row, madeAt: new Date(row!.madeAt).toISOString() }).toEqual({
      ...written,
      transferId: row!.transferId,
    });
    const [dated] = await read(db, (tx) =>
      tx.select().from(madeAtAsDate).where(eq(madeAtAsDate.transferId, row!.transferId)),
    );
    expect(dated!.madeAt).toEqual(new Date(written.madeAt));
    expect(row!.madeAt).toBe("2026-02-03 04:05:06.789+00");
  });

  it("may be given as Date, array and object in plain SQL, null elements included", async () => {
    const [row] = await read(db, (tx) =>
      tx.execute(sql`select ${new Date(0)}::timestamptz as at, ${sql.param(["x", null])}::text[] as list,
        ${sql.param({ a: [1] })}::jsonb as facts, cardinality(${sql.param([1, 2])}::int[]) as size, 9007199254740993::bigint as big`),
    );
    expect(row).toEqual({
      at: "1970-01-01 00:00:00+00",
      list: ["x", null],
      facts: { a: [1] },
      size: 2,
      big: "9007199254740993",
    });
  });

  it("stay right when a statement is used often enough to be prepared", async () => {
    for (let turn = 0; turn < 12; turn++) {
      const [row] = await read(db, (tx) =>
        tx.execute(sql`select ${turn}::int as turn, ${`t${turn}`}::text as text`),
      );
      expect(row).toEqual({ turn, text: `t${turn}` });
    }
  });
});

describe("the application's role", () => {
  it("owns nothing, changes no insert-only table and truncates none", async () => {
    const refused = async (text: string) =>
      errorCode(await withTx(db, {}, (tx) => tx.execute(sql.raw(text))).catch((error: unknown) => error));
    await withTx(db, {}, (tx) => tx.execute(sql`insert into log_lines (text) values ('kept')`));
    expect(await refused("update log_lines set text = 'changed'")).toBe("42501");
    expect(await refused("delete from log_lines")).toBe("42501");
    expect(await refused("truncate transfers")).toBe("42501");
    expect(await refused("create table mine (x int)")).toBe("42501");
    expect(await refused("alter table secrets disable row level security")).toBe("42501");
    expect(await refused("set role liaison_owner")).toBe("42501");
  });
});
