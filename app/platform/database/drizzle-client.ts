import { createTableRelationsHelpers, extractTablesRelationalConfig } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsDatabase, PostgresJsSession } from "drizzle-orm/postgres-js";
import type { ParameterOrJSON, Sql } from "postgres";
import type { Slot } from "./slot.ts";

export type Schema = Record<string, unknown>;
export type Casing = "snake_case" | "camelCase";

/** Runs one driver call somewhere fit for it, or refuses. */
export type Runner = <T>(call: (slot: Slot) => PromiseLike<T>) => Promise<T>;

const PREPARED_AT_MOST = 250;
const REMEMBERED_AT_MOST = 2_000;
const preparing = new WeakMap<Slot, { seen: Set<string>; prepared: Set<string> }>();

/**
 * Whether this text is worth a prepared statement on this connection: from its second use on, and within a limit, as
 * lists of any length would otherwise pile up plans in the server.
 */
function worthPreparing(slot: Slot, text: string): boolean {
  const known = preparing.get(slot) ?? { seen: new Set<string>(), prepared: new Set<string>() };
  preparing.set(slot, known);
  if (known.prepared.has(text)) return true;
  if (known.seen.has(text) && known.prepared.size < PREPARED_AT_MOST) {
    known.prepared.add(text);
    return true;
  }
  if (known.seen.size >= REMEMBERED_AT_MOST) known.seen.clear();
  known.seen.add(text);
  return false;
}

/**
 * The part of a postgres.js client that Drizzle uses, with every statement led through `run`. Drizzle asks for rows as
 * arrays by calling `values()` right after `unsafe()`, so the statement is sent a moment later. `begin` is a savepoint:
 * a Drizzle transaction inside ours.
 */
function clientFor(run: Runner, savepoint: Runner | undefined) {
  let savepoints = 0;
  function unsafe(text: string, parameters: ParameterOrJSON<never>[] = []) {
    let arrays = false;
    const result = Promise.resolve().then(() =>
      run<unknown>((slot) => {
        // Without parameters the driver would choose the simple protocol, which can't keep a plan.
        const kept = worthPreparing(slot, text) ? { prepare: true, simple: false } : { prepare: false };
        const query = slot.client.unsafe(text, parameters, kept);
        return arrays ? query.values() : query;
      }),
    );
    function values() {
      arrays = true;
      return result;
    }
    return Object.assign(result, { values });
  }
  async function nested<T>(work: (client: unknown) => Promise<T>): Promise<T> {
    if (!savepoint) throw new Error("a plain read has no transactions: use readTx or withTx");
    const name = `nested_${savepoints++}`;
    await savepoint((slot) => slot.client.unsafe(`savepoint ${name}`));
    let value: T;
    try {
      value = await work(client);
    } catch (error) {
      await savepoint((slot) => slot.client.unsafe(`rollback to savepoint ${name}`));
      throw error;
    }
    await savepoint((slot) => slot.client.unsafe(`release savepoint ${name}`));
    return value;
  }
  const client = { unsafe, begin: nested, savepoint: nested };
  return client as unknown as Sql;
}

/** Makes Drizzle handles, one for each piece of work; what costs time (relations of the schema) is done once. */
export function drizzleMaker<S extends Schema>(schema: S | undefined, casing: Casing | undefined) {
  const dialect = new PgDialect({ casing });
  const tables = schema && extractTablesRelationalConfig(schema, createTableRelationsHelpers);
  const relational = tables && {
    fullSchema: schema,
    schema: tables.tables,
    tableNamesMap: tables.tableNamesMap,
  };
  return (run: Runner, savepoint?: Runner): PostgresJsDatabase<S> => {
    const session = new PostgresJsSession(clientFor(run, savepoint), dialect, relational);
    return new PostgresJsDatabase<S>(dialect, session as never, relational as never);
  };
}
