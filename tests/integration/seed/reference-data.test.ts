import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { calendarRows } from "#db/seed/reference/calendar-days.ts";
import { CATEGORIES } from "#db/seed/reference/categories.ts";
import { CITY_UNITS } from "#db/seed/reference/city-units.ts";
import { COUNTY_UNIT_CODES, countyUnits } from "#db/seed/reference/county-units.ts";
import { COUNTIES, TOWNSHIPS } from "#db/seed/reference/divisions.ts";
import { SECTORS } from "#db/seed/reference/sectors.ts";

const shared = new URL("../../../../shared/data/", import.meta.url);
const absent = !existsSync(shared);
if (absent) console.info("../shared/data is absent: the comparison of the reference data with it is skipped");

function table(path: string): Record<string, string>[] {
  return parse(readFileSync(new URL(path, shared)), { columns: true });
}

describe("reference data that ships", () => {
  it("has thirteen counties, the high-tech zone and 113 townships, each in a county", () => {
    expect(COUNTIES).toHaveLength(14);
    expect(TOWNSHIPS).toHaveLength(113);
    const codes = new Set(COUNTIES.map((county) => county.countyCode));
    expect(TOWNSHIPS.filter((township) => !codes.has(township.countyCode))).toEqual([]);
    expect(new Set(TOWNSHIPS.map((township) => township.townshipCode)).size).toBe(113);
  });

  it("names 45 city units, and every category leads to units that exist", () => {
    expect(CITY_UNITS).toHaveLength(45);
    const codes = new Set(CITY_UNITS.map((unit) => unit.code));
    expect(CATEGORIES.flatMap((row) => row.leadUnits).filter((code) => !codes.has(code))).toEqual([]);
    expect(COUNTY_UNIT_CODES.filter((code) => !codes.has(code))).toEqual([]);
  });

  it("keeps courts, prosecutors and utilities apart from the government's units", () => {
    const kinds = Object.fromEntries(CITY_UNITS.map((unit) => [unit.code, unit.kind]));
    expect(kinds).toMatchObject({
      FY: "court",
      JCY: "prosecutor",
      GDGS: "utility",
      SWJ: "vertical",
      GXQ: "zone",
    });
  });

  it("copies a county's units under the county's own name", () => {
    const yidu = COUNTIES.find((county) => county.countyCode === "420581");
    const units = yidu ? countyUnits(yidu) : [];
    expect(units).toHaveLength(COUNTY_UNIT_CODES.length);
    expect(units.find((unit) => unit.code === "420581-ZJJ")).toMatchObject({
      name: "宜都市住房和城乡建设局",
      shortName: "宜都住建局",
    });
    expect(units.filter((unit) => unit.name.includes("宜昌市"))).toEqual([]);
  });

  it("counts the working days of the announced years as the notices do", () => {
    const worked = (year: string) =>
      calendarRows().filter((row) => row.isWorkday && row.day.startsWith(year)).length;
    expect(["2023", "2024", "2025", "2026"].map(worked)).toEqual([249, 251, 248, 248]);
  });
});

describe.skipIf(absent)("reference data beside its sources", () => {
  it("equals the divisions", () => {
    const counties = table("divisions/counties.csv").filter((row) => row.code !== "420500");
    expect(COUNTIES.map((row) => [row.countyCode, row.name, row.shortName, row.nameEn])).toEqual(
      counties.map((row) => [row.code, row.name, row.short_name, row.name_en]),
    );
    const kinds: Record<string, string> = {
      街道: "street",
      镇: "town",
      乡: "township",
      类似乡级单位: "other",
    };
    expect(TOWNSHIPS).toEqual(
      table("divisions/townships.csv").map((row) => ({
        townshipCode: row.code,
        countyCode: row.county_code,
        name: row.clean_name,
        kind: kinds[row.kind ?? ""],
      })),
    );
  });

  it("equals the sections of the industry standard", () => {
    const sections = table("industry/gbt4754_2017.csv").filter((row) => row.level === "1");
    expect(SECTORS.map((row) => [row.sectorCode, row.name])).toEqual(
      sections.map((row) => [row.code, row.name]),
    );
  });

  it("equals the units and the categories", () => {
    expect(CITY_UNITS.map((unit) => [unit.code, unit.name, unit.shortName, unit.remit])).toEqual(
      table("departments/departments.csv").map((row) => [row.code, row.name, row.short_name, row.scope]),
    );
    expect(
      CATEGORIES.map((row) => [
        row.categoryCode,
        row.name,
        row.leadUnits.join(" "),
        row.defaultConfidentiality,
      ]),
    ).toEqual(
      table("departments/taxonomy_26.csv").map((row) => [
        row.code,
        row.name,
        row.lead_departments,
        row.default_confidentiality,
      ]),
    );
  });

  it("equals the calendar day by day, the year without a notice included", () => {
    const days = table("calendar/calendar_2023_2027.csv");
    const rows = calendarRows().filter((row) => row.day <= "2027-12-31");
    expect(rows.map((row) => [row.day, row.kind, row.isWorkday, row.status])).toEqual(
      days.map((row) => [
        row.date,
        row.day_type === "makeup_workday" ? "makeup" : row.day_type,
        row.is_workday === "1",
        row.status,
      ]),
    );
    // A joint holiday (国庆节、中秋节) is named day by day in one source and as a whole in the other.
    expect(rows.filter((row, index) => !(days[index]?.name ?? "").includes(row.name))).toEqual([]);
  });
});
