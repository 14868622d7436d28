import { type SQL, sql } from "drizzle-orm";

/** Which page of a list: after or before the row of that id, the last one, or (nothing named) the first. */
export type PageRequest = { after?: number; before?: number; last?: boolean };

/** One page of rows in their order, with whether others lie on either side. */
export type Page<Row> = { rows: Row[]; hasPrevious: boolean; hasNext: boolean };

/**
 * How a list is sorted: by `key`, then by `id`, both in one direction; `anchor` finds key and id of a row by its id
 * (`select key, id from … where id = …`), so that an address names a place in the list by one number.
 */
export type ListOrder = { key: SQL; id: SQL; descending: boolean; anchor: (id: number) => SQL };

/** Rows of a page. */
export const PAGE_ROWS = 50;

/**
 * The condition, order and limit that fetch one page by its keys, at the same cost wherever in the list it lies. One row
 * more than `rows` is asked for; `finish` cuts it off, turns pages read backwards round and says what lies beside.
 */
export function keysetPage(order: ListOrder, page: PageRequest, rows = PAGE_ROWS) {
  const backwards = page.last === true || page.before !== undefined;
  const descending = order.descending !== backwards;
  const from = page.last ? undefined : (page.after ?? page.before);
  const direction = descending ? sql`desc` : sql`asc`;
  const compare = descending ? sql`<` : sql`>`;
  return {
    where:
      from === undefined ? sql`true` : sql`(${order.key}, ${order.id}) ${compare} (${order.anchor(from)})`,
    orderBy: sql`${order.key} ${direction}, ${order.id} ${direction}`,
    limit: rows + 1,
    finish<Row>(fetched: readonly Row[]): Page<Row> {
      const beyond = fetched.length > rows;
      const kept = fetched.slice(0, rows);
      if (!backwards) return { rows: kept, hasPrevious: from !== undefined, hasNext: beyond };
      return { rows: kept.reverse(), hasPrevious: beyond, hasNext: from !== undefined };
    },
  };
}

/** How far a list is counted exactly; beyond it the page says "more than". Source: what an index-only count does in a few milliseconds. */
export const COUNTED_TO = 10_000;

/** A total as shown: exact, or at least so many. */
export type Total = { count: number; atLeast: boolean };

/** Reads a count that was limited to one more than `COUNTED_TO`. */
export function totalOf(counted: number): Total {
  return counted > COUNTED_TO ? { count: COUNTED_TO, atLeast: true } : { count: counted, atLeast: false };
}
