import { asc } from "drizzle-orm";
import { type Ctx, read } from "#db/client.ts";
import { counties } from "#db/schema/divisions.ts";
import { listDivisions } from "#db/views/divisions.ts";

/** The counties to choose from, in their order. */
export async function listCounties(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  return read(ctx.db, (q) =>
    q.select({ value: counties.countyCode, label: counties.name }).from(counties).orderBy(asc(counties.sort)),
  );
}

/** The places a plan's changes can be filtered by: every county for a plan of the city, the townships of one county. */
export async function planPlaces(
  ctx: Ctx,
  countyCode: string | null,
): Promise<{ counties: { code: string; name: string }[]; townships: { code: string; name: string }[] }> {
  const divisions = await listDivisions(ctx.db);
  const named = ({ code, name }: { code: string; name: string }) => ({ code, name });
  return {
    counties: divisions.counties.map(named),
    townships: divisions.townships.filter((place) => place.countyCode === countyCode).map(named),
  };
}

/** Counties and townships an actor may plan with: of one county, or (null) of the city. */
export async function townshipsInScope(ctx: Ctx, countyCode: string | null) {
  const { counties: all, townships } = await listDivisions(ctx.db);
  const within = (code: string) => countyCode === null || code === countyCode;
  return {
    counties: all.filter(({ code }) => within(code)).map(({ code, name }) => ({ code, name })),
    townships: townships
      .map(({ code, name, countyCode: county = "" }) => ({ code, name, countyCode: county }))
      .filter((place) => within(place.countyCode)),
  };
}
