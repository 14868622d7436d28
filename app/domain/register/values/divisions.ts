import { compareKey } from "./text.ts";

/** A county, district or zone as the import needs it. */
export type CountyReference = { code: string; name: string; shortName: string };

/** A township or street as the import needs it. */
export type TownshipReference = { code: string; countyCode: string; name: string };

/** The place named by two cells; `doubt` says which of the two could not be used, and nothing is put in its place. */
export type PlaceReading = {
  countyCode: string | null;
  townshipCode: string | null;
  doubt: null | "county_unknown" | "township_unknown" | "township_ambiguous" | "place_conflict";
};

/** Lookups of places by every way offices write them. */
export type DivisionIndex = {
  /** The county a cell names, or null; the city itself names no county. */
  county(text: string): string | null;
  /** The county whose full name stands at the front of a longer text (a group, an electoral unit), or null. */
  countyAtFront(text: string): string | null;
  /** The place two cells name: a township found once names its county too, a township of another county is a conflict. */
  place(countyText: string, townshipText: string): PlaceReading;
};

const CITY = "宜昌市";
const TOWNSHIP_SUFFIX =
  /(?:街道办事处|街道办|街办|办事处|人民政府|街道|土家族乡|民族乡|管理委员会|管委会|镇|乡)$/;

/** Builds the lookups: full and short names, codes, 长阳县 for 长阳土家族自治县, province and city in front or not, 街办 for 街道. */
export function indexDivisions(
  counties: readonly CountyReference[],
  townships: readonly TownshipReference[],
): DivisionIndex {
  const byName = new Map<string, string>();
  for (const county of counties) {
    if (county.name === CITY) continue;
    for (const name of countyNames(county)) byName.set(compareKey(name), county.code);
  }
  const fullNames = [...byName]
    .filter(([name]) => /[县市区]$/.test(name))
    .sort(([a], [b]) => b.length - a.length);
  const byTownship = new Map<string, TownshipReference[]>();
  for (const township of townships) {
    for (const key of new Set([township.code, stem(township.name), compareKey(township.name)])) {
      byTownship.set(key, [...(byTownship.get(key) ?? []), township]);
    }
  }

  const county = (text: string) => {
    const key = compareKey(text).replace(/^湖北省?/, "");
    return byName.get(key) ?? byName.get(key.replace(/^宜昌市?/, "")) ?? null;
  };
  const atFront = (text: string) => {
    const key = withoutCity(text);
    return fullNames.find(([name]) => key.startsWith(name)) ?? null;
  };
  const findTownships = (text: string) => {
    const direct = byTownship.get(compareKey(text)) ?? byTownship.get(stem(text));
    if (direct) return direct;
    const front = atFront(text);
    if (front === null) return [];
    const rest = withoutCity(text).slice(front[0].length);
    const found = byTownship.get(rest) ?? byTownship.get(stem(rest)) ?? [];
    return found.filter((township) => township.countyCode === front[1]);
  };
  return {
    county,
    countyAtFront: (text) => atFront(text)?.[1] ?? null,
    place(countyText, townshipText) {
      const countyCode = countyText === "" ? null : county(countyText);
      const unknown = countyText !== "" && countyCode === null && compareKey(countyText) !== CITY;
      if (townshipText === "")
        return { countyCode, townshipCode: null, doubt: unknown ? "county_unknown" : null };
      const found = findTownships(townshipText);
      const within = countyCode === null ? found : found.filter((one) => one.countyCode === countyCode);
      const only = within.length === 1 ? within[0] : undefined;
      if (only) {
        return {
          countyCode: only.countyCode,
          townshipCode: only.code,
          doubt: unknown ? "county_unknown" : null,
        };
      }
      const kind =
        within.length > 1 ? "township_ambiguous" : found.length > 0 ? "place_conflict" : "township_unknown";
      return { countyCode, townshipCode: null, doubt: unknown ? "county_unknown" : kind };
    },
  };
}

function countyNames(county: CountyReference): string[] {
  return [
    county.code,
    county.name,
    county.shortName,
    `${county.shortName}县`,
    county.name.replace(/[\u4E00-\u9FFF]{1,2}族自治县$/, "县"),
    county.name.replace(/^宜昌/, ""),
  ];
}

function withoutCity(text: string): string {
  return compareKey(text)
    .replace(/^湖北省?/, "")
    .replace(/^宜昌市/, "");
}

function stem(name: string): string {
  const key = compareKey(name);
  const short = key.replace(TOWNSHIP_SUFFIX, "");
  return short.length >= 2 ? short : key;
}
