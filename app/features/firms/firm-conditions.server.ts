import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { seesMasked } from "#db/views/issue.scope.ts";
import type { ListOrder } from "#db/views/keyset.ts";
import { shownSearch } from "#db/views/masked.ts";
import { searchCondition } from "#db/views/search.ts";
import type { FirmFilters, FirmList } from "./firm-filters.schema.ts";

/** Which firms are meant by `filters` within what the actor may see, as a condition on `firms`. */
export function firmCondition(actor: Actor, filters: FirmFilters): SQL {
  const parts = [firmScope(actor)];
  if (filters.q) {
    const search = searchCondition(sql`firms.search_text`, filters.q, sql`firms.search_pairs`);
    parts.push(shownSearch(actor, filters.q, sql`firms.firm_id`, search));
  }
  if (filters.county) parts.push(sql`firms.county_code = ${filters.county}`);
  if (filters.township) parts.push(sql`firms.township_code = ${filters.township}`);
  if (filters.sector) parts.push(sql`firms.sector_code = ${filters.sector}`);
  if (filters.size) parts.push(sql`firms.size_class = ${filters.size}`);
  if (filters.state) parts.push(sql`firms.state = ${filters.state}`);
  if (filters.programme === "in") parts.push(sql`firms.in_programme`);
  if (filters.programme === "out") parts.push(sql`not firms.in_programme`);
  if (filters.placed === "no") parts.push(sql`firms.township_code is null`);
  if (filters.address && seesMasked(actor)) parts.push(sql`false`);
  else if (filters.address) parts.push(sql`position(${filters.address} in firms.address) > 0`);
  return sql.join(parts, sql` and `);
}

/** The day that stands for "never" in the order of last contact. */
const LAST_CONTACT = sql`coalesce(firms.last_contact_on, '0001-01-01'::date)`;

/** The order of the list, by name or by last contact (never met first). */
export function firmOrder(list: Pick<FirmList, "sort" | "dir">): ListOrder {
  const key = list.sort === "contact" ? LAST_CONTACT : sql`firms.name`;
  const id = sql`firms.firm_id`;
  return {
    key,
    id,
    descending: list.dir === "desc",
    anchor: (firmId) => sql`select ${key}, ${id} from firms where ${id} = ${firmId}`,
  };
}
