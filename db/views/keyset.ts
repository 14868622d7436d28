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

/**
 * A limit as a figure in the statement. As a parameter it would be unknown to a plan that is kept, which then counts on a tenth of all
 * rows, looks dear beside a plan for this one call, and is never kept: the statement would be planned anew each time, longer than it runs.
 */
export function limited(rows: number): SQL {
  return sql.raw(String(Math.trunc(rows)));
}

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
  const orderBy = sql`${order.key} ${direction}, ${order.id} ${direction}`;
  return {
    where:
      from === undefined ? sql`true` : sql`(${order.key}, ${order.id}) ${compare} (${order.anchor(from)})`,
    orderBy,
    /** The row's place on the page, for `countedPage`. */
    line: sql`row_number() over (order by ${orderBy})::int as line`,
    limit: limited(rows + 1),
    finish<Row>(fetched: readonly Row[]): Page<Row> {
      const beyond = fetched.length > rows;
      const kept = fetched.slice(0, rows);
      if (!backwards) return { rows: kept, hasPrevious: from !== undefined, hasNext: beyond };
      return { rows: kept.reverse(), hasPrevious: beyond, hasNext: from !== undefined };
    },
  };
}

/** How far a list is counted exactly; beyond it the page says "more than". Source: the number costs a fifth of a millisecond up to there, and more than the page itself at ten thousand. */
export const COUNTED_TO = 2_000;

/** A total as shown: exact, or at least so many. */
export type Total = { count: number; atLeast: boolean };

/** A row of `countedPage`: beside the list's own columns which line it is, and the number of all; without a line it is none. */
export type Counted<Row> = Row & { total: number; line: number | null };

/**
 * One statement for a page and the number of all rows in its list: `page` selects the rows with their `line` on it, `from` and `where`
 * say which rows the list has. A second statement for the number alone would cost an exchange with the database more than it counts.
 */
export function countedPage(page: SQL, from: SQL, where: SQL): SQL {
  return sql`
    select counted.total, page.*
    from (select count(*)::int as total from (select from ${from} where ${where} limit ${limited(COUNTED_TO + 1)}) as seen) as counted
      left join (${page}) as page on true
    order by page.line`;
}

/** The rows that `countedPage` brought, and how many the list has. */
export function readCounted<Row>(answer: readonly Counted<Row>[]): { rows: Row[]; total: Total } {
  const rows: Row[] = [];
  for (const { total: _total, line, ...row } of answer) if (line !== null) rows.push(row as Row);
  return { rows, total: totalOf(answer[0]?.total ?? 0) };
}

/** Reads a count that was limited to one more than `COUNTED_TO`. */
export function totalOf(counted: number): Total {
  return counted > COUNTED_TO ? { count: COUNTED_TO, atLeast: true } : { count: counted, atLeast: false };
}
