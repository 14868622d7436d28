import { sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { firmScope } from "#db/views/firm.scope.ts";

/** What the form that raises an issue opens with. */
export type RaiseFormFacts = {
  firms: { firmId: number; name: string }[];
  chosenFirmId: number | null;
  categories: { categoryCode: string; name: string; nameEn: string }[];
};

/**
 * The firms an issue may be raised for: a deputy's own pairs, a representative's own firm, for everybody else the wanted firm where it
 * stands in their scope.
 */
export function openRaiseForm(
  ctx: Ctx,
  actor: PersonActor,
  wantedFirmId: number | null,
): Promise<RaiseFormFacts> {
  return readTx(ctx, async (tx) => {
    const all = actor.role === "deputy" || actor.role === "firm_representative";
    const firms = await tx.execute<{ firmId: number; name: string }>(sql`
      select firms.firm_id as "firmId", firms.name from firms
      where ${firmScope(actor)} and ${all ? sql`true` : sql`firms.firm_id = ${wantedFirmId}`}
      order by firms.firm_id = ${wantedFirmId} desc, firms.name limit 30`);
    const categories = await tx.execute<RaiseFormFacts["categories"][number]>(sql`
      select category_code as "categoryCode", name, name_en as "nameEn" from categories where active order by 1`);
    const wanted = firms.find((firm) => firm.firmId === wantedFirmId);
    const only = firms.length === 1 ? firms[0] : undefined;
    return {
      firms: [...firms],
      chosenFirmId: (wanted ?? only)?.firmId ?? null,
      categories: [...categories],
    };
  });
}
