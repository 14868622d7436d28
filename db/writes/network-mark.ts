import { type SQL, sql } from "drizzle-orm";

/** What is kept of a network: a hash under the installation's key, by which two can be found equal and none can be read. Null stays null. */
export function networkMark(network: string | null | undefined): SQL<string | null> {
  return sql`encode(sha256(convert_to((select value #>> '{}' from installation where name = 'pseudonym_key') || ' network ' || ${network ?? null}::text, 'UTF8')), 'hex')`;
}
