import { CITY_UNITS, type CityUnit } from "./city-units.ts";
import type { CountyRow } from "./divisions.ts";

/** City units whose work a county does itself; the rest (customs, central bank, housing fund …) sit in the city only. */
export const COUNTY_UNIT_CODES: readonly string[] =
  "FGW SJJ SCJG SWJ JXJ ZGJ ZJJ HBJ YJJ RSJ CZJ SWUJ TZJ KJJ JTJ CGW NYJ LYJ SLJ WLJ WJW YBJ JYJ GAJ SFJ GZW MZJ XFJ GGZY XFZD GDGS FY JCY".split(
    " ",
  );

/** Tails of names that differ between city and county. */
const COUNTY_TAILS: readonly (readonly [city: string, county: string])[] = [
  ["发展和改革委员会", "发展和改革局"],
  ["卫生健康委员会", "卫生健康局"],
  ["城市管理执法委员会", "城市管理执法局"],
  ["人民政府国有资产监督管理委员会", "人民政府国有资产监督管理局"],
  ["招商（投资促进）机构", "招商服务中心"],
  ["中级人民法院", "人民法院"],
  ["消防救援支队", "消防救援大队"],
];

/** A county's own unit, made from its city counterpart: code `<county>-<city code>`, name and remit carried over. */
export function countyUnit(county: CountyRow, unit: CityUnit): CityUnit {
  let name = unit.name.replace("宜昌市", county.name).replace("宜昌供电", `${county.shortName}供电`);
  for (const [city, own] of COUNTY_TAILS) name = name.replace(city, own);
  const short = unit.shortName
    .replace(/^市委|^市/, "")
    .replace(/^宜昌/, "")
    .replace("发改委", "发改局")
    .replace("卫健委", "卫健局")
    .replace("城管委", "城管局")
    .replace("国资委", "国资局")
    .replace("中级法院", "法院")
    .replace("支队", "大队");
  return {
    ...unit,
    code: `${county.countyCode}-${unit.code}`,
    name,
    shortName: county.shortName + short,
    nameEn: unit.nameEn
      .replace(/^Yichang Municipal Tax Service/, `${county.nameEn} Tax Service`)
      .replace(/^Municipal/, county.nameEn)
      .replace(/^Yichang Intermediate/, county.nameEn)
      .replace(/Yichang(?! Branch)/, county.nameEn),
  };
}

/** The units of a county as copied from the city's list. */
export function countyUnits(county: CountyRow): CityUnit[] {
  return CITY_UNITS.filter((unit) => COUNTY_UNIT_CODES.includes(unit.code)).map((unit) =>
    countyUnit(county, unit),
  );
}
