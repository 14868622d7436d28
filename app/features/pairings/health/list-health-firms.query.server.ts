import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { keysetPage, type Page } from "#db/views/keyset.ts";
import { flaggedFirms, SET_CONDITION } from "./firm-flags.server.ts";
import type { HealthList } from "./health.schema.ts";

/** A firm behind a number of the health page; days 'YYYY-MM-DD'. */
export type HealthFirm = {
  firmId: number;
  firm: string;
  township: string | null;
  deputyId: number | null;
  deputy: string | null;
  lastContactOn: string | null;
  contactDueOn: string | null;
  openIssues: number;
};

/** The firms of one set in one place, by name, with how many there are in all. */
export async function listHealthFirms(
  ctx: Ctx,
  list: HealthList,
): Promise<Page<HealthFirm> & { count: number }> {
  const order = {
    key: sql`flagged.name`,
    id: sql`flagged.firm_id`,
    descending: false,
    anchor: (firmId: number) => sql`select name, firm_id from firms where firm_id = ${firmId}`,
  };
  const page = keysetPage(order, { ...list, last: list.page === "last" });
  return readTx(ctx, async (tx, now) => {
    const flagged = flaggedFirms(ctx.actor, civilDayOf(now), list);
    const rows = await tx.execute<HealthFirm>(sql`
      with ${flagged}
      select flagged.firm_id as "firmId", flagged.name as firm, t.name as township, flagged.deputy_id as "deputyId", flagged.deputy,
        flagged.last_contact_on::text as "lastContactOn", flagged.contact_due_on::text as "contactDueOn", flagged.open_count as "openIssues"
      from flagged left join townships t using (township_code)
      where ${SET_CONDITION[list.set]} and ${page.where} order by ${page.orderBy} limit ${page.limit}`);
    const [counted] = await tx.execute<{ count: number }>(sql`
      with ${flagged} select count(*)::int as count from flagged where ${SET_CONDITION[list.set]}`);
    return { ...page.finish([...rows]), count: counted?.count ?? 0 };
  });
}
