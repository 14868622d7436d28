import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, customType, integer } from "drizzle-orm/pg-core";

/** An instant: timestamptz at millisecond precision, an ISO string in UTC on our side. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp (3) with time zone",
  fromDriver: (value) => new Date(value).toISOString(),
});

/** A civil day 'YYYY-MM-DD'. */
export const day = customType<{ data: string; driverData: string }>({ dataType: () => "date" });

/** A generated half-open period [started_on, ended_on). */
export const dayRange = customType<{ data: string; driverData: string }>({ dataType: () => "daterange" });

/** A transaction id that never wraps. */
export const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/** Raw bytes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** Optimistic lock: every update names the version it saw and writes the next. */
export const version = () => integer("version").notNull().default(1);

/** CHECK that a text column holds one word of a closed list of the domain (null passes). */
export function oneOf(name: string, column: AnyPgColumn, words: readonly string[]) {
  const list = words.map((word) => `'${word.replaceAll("'", "''")}'`).join(", ");
  return check(name, sql`${column} in (${sql.raw(list)})`);
}
