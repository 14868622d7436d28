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

/** A list of records, as the parts of its statement. */
export type CountedList = {
  /** The table its rows lie in. */
  table: SQL;
  /** Which of them it has. */
  where: SQL;
  order: ListOrder;
  page: PageRequest;
  /** Columns of the table that `shown` and `joins` use. */
  columns: SQL;
  /** What crosses the wire, of `page` (the columns of its rows) and what `joins` adds. */
  shown: SQL;
  joins: SQL;
  /**
   * No index has the rows in their order (a search, what concerns one unit), so that all of them are found to show a page: then they are
   * found once, for the page and for their number, by key and id.
   */
  gathered: boolean;
};

type Answered<Row> = Row & { total: number; line: number | null };

/**
 * One statement for a page and the number of all rows in its list (a second one for the number would cost an exchange with the database
 * more than it counts), and how its answer is read. Lines are numbered after the limit: before it, every row of the list would be sorted.
 */
export function countedPage(list: CountedList): {
  statement: SQL;
  read: <Row>(answer: readonly Record<string, unknown>[]) => Page<Row> & { total: Total };
} {
  const { table, where, order } = list;
  const found: ListOrder = { ...order, key: sql`found.key`, id: sql`found.id` };
  const keyset = keysetPage(list.gathered ? found : order, list.page);
  const window = sql`order by ${keyset.orderBy} limit ${keyset.limit}`;
  const lined = (rows: SQL) =>
    sql`(select ordered.*, row_number() over ()::int as line from (${rows}) as ordered)`;
  const counted = list.gathered
    ? sql`select least(count(*), ${limited(COUNTED_TO + 1)})::int as total from found`
    : sql`select count(*)::int as total from (select from ${table} where ${where} limit ${limited(COUNTED_TO + 1)}) as seen`;
  const page = list.gathered
    ? sql`(select ${list.columns}, chosen.line from ${lined(sql`select found.id from found where ${keyset.where} ${window}`)} as chosen
        join ${table} on ${order.id} = chosen.id)`
    : lined(sql`select ${list.columns} from ${table} where ${where} and ${keyset.where} ${window}`);
  return {
    statement: sql`
      ${list.gathered ? sql`with found as materialized (select ${order.key} as key, ${order.id} as id from ${table} where ${where})` : sql``}
      select counted.total, lines.*
      from (${counted}) as counted
        left join (select page.line, ${list.shown} from ${page} as page ${list.joins}) as lines on true
      order by lines.line`,
    read<Row>(answer: readonly Record<string, unknown>[]) {
      const rows: Row[] = [];
      for (const { total: _total, line, ...row } of answer as readonly Answered<Row>[])
        if (line !== null) rows.push(row as Row);
      return { ...keyset.finish(rows), total: totalOf(Number(answer[0]?.total ?? 0)) };
    },
  };
}

/** Reads a count that was limited to one more than `COUNTED_TO`. */
export function totalOf(counted: number): Total {
  return counted > COUNTED_TO ? { count: COUNTED_TO, atLeast: true } : { count: counted, atLeast: false };
}
