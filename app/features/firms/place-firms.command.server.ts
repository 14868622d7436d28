import { sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvents } from "#db/record.ts";
import { type ChosenFirms, chosenCondition, MOST_CHOSEN } from "./chosen-firms.server.ts";

export type PlaceFirms = { key: string; chosen: ChosenFirms; townshipCode: string };
/** How many firms got the new place, and how many of those chosen already lay there. */
export type PlacedFirms = { changed: number; unchanged: number };

/**
 * Places the chosen firms in a township and thereby in its county. Refused: an unknown township or one outside the
 * actor's county, nothing chosen within the actor's scope, too many at once.
 */
export function placeFirms(
  ctx: Ctx,
  { key, chosen, townshipCode }: PlaceFirms,
): Promise<Result<PlacedFirms>> {
  const content = { chosen, townshipCode };
  return once(ctx, { key, action: "firm.place", content }, async (tx, now) => {
    const countyCode = await countyOf(tx, ctx, townshipCode);
    if (countyCode === undefined) return refuse("register.township_unknown", {}, "townshipCode");
    const firms = await tx.execute<Placed>(sql`
      select firms.firm_id as "firmId", firms.county_code as "countyCode", firms.township_code as "townshipCode"
      from firms where ${chosenCondition(ctx.actor, chosen)}
      order by firms.firm_id limit ${MOST_CHOSEN + 1} for update`);
    if (firms.length === 0) return refuse("register.nothing_chosen", {});
    if (firms.length > MOST_CHOSEN) return refuse("register.too_many_chosen", { limit: MOST_CHOSEN });
    const moved = firms.filter((firm) => firm.townshipCode !== townshipCode);
    await tx.execute(sql`
      update firms set county_code = ${countyCode}, township_code = ${townshipCode}, version = version + 1
      where firm_id in (select value::int from jsonb_array_elements_text(${idsOf(moved)}::text::jsonb))`);
    await recordEvents(
      tx,
      ctx.actor,
      now,
      moved.map((firm) => ({
        subjectKind: "firm" as const,
        subjectId: firm.firmId,
        kind: "firm.placed",
        payload: {
          countyCode,
          townshipCode,
          from: { countyCode: firm.countyCode, townshipCode: firm.townshipCode },
        },
      })),
    );
    const detail = { changed: moved.length, townshipCode };
    const objectId = moved.length === 1 ? moved[0]!.firmId : `${moved.length} firms`;
    await recordAudit(
      tx,
      ctx.actor,
      now,
      { action: "firm.place", objectKind: "firm", objectId, detail },
      ctx.requestId,
    );
    return ok({ changed: moved.length, unchanged: firms.length - moved.length });
  });
}

type Placed = { firmId: number; countyCode: string | null; townshipCode: string | null };

function idsOf(firms: readonly Placed[]): string {
  return JSON.stringify(firms.map((firm) => firm.firmId));
}

async function countyOf(tx: Tx, { actor }: Ctx, townshipCode: string): Promise<string | undefined> {
  const [township] = await tx.execute<{ countyCode: string }>(sql`
    select county_code as "countyCode" from townships where township_code = ${townshipCode}`);
  const own = actor.kind === "person" && actor.role === "county_supervisor" ? actor.countyCode : null;
  return own !== null && township?.countyCode !== own ? undefined : township?.countyCode;
}
