import { COUNTIES, TOWNSHIPS } from "#db/seed/reference/divisions.ts";
import { makeDraft } from "#db/seed/world/draft.ts";
import { makeRandom } from "#db/seed/world/random.ts";
import { makeDeputies } from "#db/seed/world/registers/deputies.ts";
import { makeStations } from "#db/seed/world/registers/stations.ts";
import { worldShape } from "#db/seed/world/shape.ts";

const LEVEL_WORDS = { township: "乡", county: "县", city: "市", provincial: "省", national: "全国" } as const;
const HEADER = "姓名,联系电话,代表证号,代表层级,选区,所属县市区,所属乡镇街道,所属行业";

/**
 * A list of 7,900 made-up deputies of the five levels as an office would send it (CSV), in the demonstration's shape: enough
 * places in each county for its share of the firms. Nobody in it is real.
 */
export function madeUpDeputies(today: string): { csv: string; count: number } {
  const draft = makeDraft(makeRandom("real-register"), worldShape(1), today);
  const { rows, mandates } = makeDeputies(draft, makeStations(draft));
  const active = rows.filter((row) => row.state !== "left");
  const unitOf = new Map(mandates.map((row) => [row.deputyId, row.electoralUnit]));
  const lines = active.map((row) =>
    [
      row.name,
      row.phone,
      row.cardNo,
      LEVEL_WORDS[row.level],
      unitOf.get(row.deputyId),
      COUNTIES.find((county) => county.countyCode === row.countyCode)?.name,
      TOWNSHIPS.find((township) => township.townshipCode === row.townshipCode)?.name,
      row.sectorCode ?? "",
    ].join(","),
  );
  return { csv: [HEADER, ...lines].join("\n"), count: active.length };
}
