import { type SQL, sql } from "drizzle-orm";
import type { Role } from "#app/domain/access/roles.ts";
import { writeArray } from "#app/platform/database/value-types.ts";
import { type Ctx, type Db, read } from "#db/client.ts";
import { CHANGES_STAMP } from "#db/views/directory.ts";
import { limited, PAGE_ROWS, type Page, type PageRequest, type Total, totalOf } from "#db/views/keyset.ts";
import { firmCondition, firmOrder } from "./firm-conditions.server.ts";
import { type FirmList, firmFilterParams } from "./firm-filters.schema.ts";

/** Most searches remembered by a process, and most firms that one of them may have found. */
const MOST_SEARCHES = 200;
const MOST_FOUND = 3_000;

/** Who sees firms by where they lie: what anybody else finds rests on pairs, or on names they may not read. */
const BY_PLACE: readonly Role[] = [
  "city_supervisor",
  "county_supervisor",
  "township_officer",
  "station_clerk",
  "system_administrator",
];

/** What was found, in its order, as long as the stamp is the same. */
type Found = { stamp: string; ids: number[] };

/** Searches asked for: once so far, with what they found, or found to be nothing to keep (too much, or nothing at all). */
type Known = Map<string, "once" | Found | "not_kept">;
const searches = new WeakMap<Db, Known>();

/** A search of the register that is asked for again: paged through, come back to, shared. */
export type KeptSearch = {
  /** The page asked for, read by `rows` from lines (`id`, `line`) in one statement; null where nothing is kept, or not any more. */
  page: <Row>(rows: (lines: SQL) => SQL) => Promise<(Page<Row> & { total: Total }) | null>;
  /** Keeps what is found from the second time on that it is asked for. */
  keep: () => Promise<void>;
};

/**
 * Firms found by words, by name: to show fifty of them in order, all have to be found and sorted, half of what such a page costs. So which they
 * are is kept until something in the register changes that it goes by (migration 0034); the rows themselves are always read anew. Null for
 * lists that are not kept.
 */
export function keptSearch({ db, actor }: Pick<Ctx, "db" | "actor">, list: FirmList): KeptSearch | null {
  const isKept = Boolean(list.q) && !list.address && list.sort === "name";
  if (!isKept || actor.kind !== "person" || !BY_PLACE.includes(actor.role)) return null;
  const { role, countyCode, townshipCode } = actor;
  const key = JSON.stringify([role, countyCode, townshipCode, list.dir, firmFilterParams(list).toString()]);
  const known = searches.get(db) ?? (new Map() satisfies Known);
  searches.set(db, known);
  return {
    async page<Row>(rows: (lines: SQL) => SQL) {
      const found = known.get(key);
      if (typeof found !== "object") return null;
      const window = windowOf(found.ids, { ...list, last: list.page === "last" });
      if (window === null) return null;
      const ids = found.ids.slice(window.from, window.to);
      const lines = sql`unnest(${writeArray(ids)}::text::int[]) with ordinality as lines(id, line)`;
      const answer = await read(db, (tx) =>
        tx.execute<{ stamp: string }>(
          sql`select changes.stamp, shown.* from (select ${CHANGES_STAMP} as stamp) as changes left join (${rows(lines)}) as shown on true order by shown.line`,
        ),
      );
      if (answer[0]?.stamp !== found.stamp) {
        known.delete(key);
        return null;
      }
      return {
        rows: [...answer].map(
          ({ stamp: _stamp, line: _line, ...row }: Record<string, unknown>) => row as Row,
        ),
        hasPrevious: window.from > 0,
        hasNext: window.to < found.ids.length,
        total: totalOf(found.ids.length),
      };
    },
    async keep() {
      const state = known.get(key);
      if (state === undefined) {
        if (known.size >= MOST_SEARCHES) known.clear();
        known.set(key, "once");
      }
      if (state !== "once") return;
      const { key: name, id, descending } = firmOrder(list);
      const way = descending ? sql`desc` : sql`asc`;
      const [found] = await read(db, (tx) =>
        tx.execute<{ stamp: string; ids: number[] }>(sql`
          select ${CHANGES_STAMP} as stamp, array(select ${id} from firms where ${firmCondition(actor, list)}
            order by ${name} ${way}, ${id} ${way} limit ${limited(MOST_FOUND + 1)}) as ids`),
      );
      const count = found?.ids.length ?? 0;
      known.set(key, found && count > 0 && count <= MOST_FOUND ? found : "not_kept");
    },
  };
}

/** Where in what was found the page lies; null where it begins at a firm that is not among it, or would be empty. */
function windowOf(ids: readonly number[], { after, before, last }: PageRequest) {
  const end = ids.length;
  if (last) return { from: Math.max(0, end - PAGE_ROWS), to: end };
  if (after === undefined && before === undefined) return { from: 0, to: Math.min(PAGE_ROWS, end) };
  const at = ids.indexOf((after ?? before)!);
  if (at < 0) return null;
  const from = after !== undefined ? at + 1 : Math.max(0, at - PAGE_ROWS);
  const to = after !== undefined ? Math.min(end, from + PAGE_ROWS) : at;
  return from < to ? { from, to } : null;
}
