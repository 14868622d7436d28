import type { Ctx } from "#db/client.ts";
import { type DivisionOption, listDivisions as everyDivision } from "#db/views/divisions.ts";

type Choice = Pick<DivisionOption, "code" | "name">;

/** What the filters of a register offer an actor: counties (none where the scope is narrower), the townships of `county`, sectors. */
export async function listDivisions(
  { db, actor }: Ctx,
  county?: string,
): Promise<{ counties: Choice[]; townships: Choice[]; sectors: string[] }> {
  const all = await everyDivision(db);
  const own = actor.kind === "person" ? actor : null;
  const within = own?.countyCode ?? county;
  const narrow = own?.townshipCode || own?.role === "deputy";
  return {
    counties: own?.countyCode || narrow ? [] : all.counties.map(({ code, name }) => ({ code, name })),
    townships: narrow
      ? []
      : all.townships.filter((one) => one.countyCode === within).map(({ code, name }) => ({ code, name })),
    sectors: all.sectors.map(({ code }) => code),
  };
}

/** Every township by county, for forms that place a firm; within the actor's own county where there is one. */
export async function listPlaces({ db, actor }: Ctx): Promise<{ county: string; townships: Choice[] }[]> {
  const { counties, townships } = await everyDivision(db);
  const own = actor.kind === "person" ? actor.countyCode : null;
  return counties
    .filter(({ code }) => own === null || code === own)
    .map((county) => ({
      county: county.name,
      townships: townships
        .filter((one) => one.countyCode === county.code)
        .map(({ code, name }) => ({ code, name })),
    }));
}
