import { and, eq, sql } from "drizzle-orm";
import { maskPhone } from "#app/domain/access/mask.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { firms } from "#db/schema/firms.ts";
import { firmScope } from "#db/views/firm.scope.ts";

/** What is held about a firm, as its own people and whoever gives access see it; days civil. */
export type FirmAccess = {
  firmId: number;
  name: string;
  uscc: string;
  address: string;
  phone: string | null;
  place: string;
  people: { name: string; phone: string | null; since: string; active: boolean; waiting: boolean }[];
};

/** One firm in the actor's scope with its contact persons; undefined outside it. */
export function getFirmAccess(ctx: Ctx, firmId: number): Promise<FirmAccess | undefined> {
  return readTx(ctx, async (tx) => {
    const [firm] = await tx
      .select({
        firmId: firms.firmId,
        name: firms.name,
        uscc: firms.uscc,
        address: firms.address,
        phone: firms.phone,
        place: sql<string>`(select concat(c.name, t.name) from counties c left join townships t on t.township_code = firms.township_code where c.county_code = firms.county_code)`,
      })
      .from(firms)
      .where(and(eq(firms.firmId, firmId), firmScope(ctx.actor)));
    if (!firm) return undefined;
    const people = await tx.execute<FirmAccess["people"][number]>(sql`
      select r.name, coalesce(u.phone, r.phone) as phone, r.started_on::text as since, coalesce(u.state = 'active', false) as active,
        coalesce(u.state = 'invited', false) as waiting
      from representatives r left join users u using (user_id) where r.firm_id = ${firmId} and r.ended_on is null order by r.representative_id`);
    return {
      ...firm,
      place: firm.place ?? "",
      people: people.map((one) => ({ ...one, phone: maskPhone(one.phone) })),
    };
  });
}
