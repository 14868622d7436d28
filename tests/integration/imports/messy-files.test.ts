import { describe, expect, it } from "vitest";
import type { ImportReference, ImportRow, PairCandidate } from "#app/domain/register/judge/candidates.ts";
import { lookupOver, withRegister } from "#app/domain/register/judge/pair.ts";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import { parseFile } from "#app/features/imports/parse-file.server.ts";
import { hasSharedData, sharedBytes, sharedCsv } from "#tests/support/shared-data.ts";

type Truth = { sheet: string; row: number; outcome: string; uscc: string; name: string; reason: string };

const FILES: [string, string, ImportKind][] = [
  ["01_merged_header", "xlsx", "firms"],
  ["02_number_codes_serial_dates", "xlsx", "firms"],
  ["03_fullwidth_spaces_duplicates", "csv", "firms"],
  ["04_gb18030", "csv", "firms"],
  ["05_sheets_per_county", "xlsx", "firms"],
];

function reference(): ImportReference {
  return {
    counties: sharedCsv("divisions/counties.csv").map((row) => ({
      code: row.code ?? "",
      name: row.name ?? "",
      shortName: row.short_name ?? "",
    })),
    townships: sharedCsv("divisions/townships.csv").map((row) => ({
      code: row.code ?? "",
      countyCode: row.county_code ?? "",
      name: row.clean_name ?? "",
    })),
    sectors: sharedCsv("industry/gbt4754_2017.csv")
      .filter((row) => row.level === "1")
      .map((row) => ({ code: row.code ?? "", name: row.name ?? "" })),
  };
}

function truthOf(file: string): Truth[] {
  return sharedCsv(`messy/${file}.truth.csv`).map((row) => ({
    sheet: row.sheet ?? "",
    row: Number(row.row),
    outcome: row.outcome ?? "",
    uscc: row.uscc ?? "",
    name: row.name ?? "",
    reason: row.reason ?? "",
  }));
}

/** Prints and returns the rows in which the judgement and the truth file differ. */
function deviations(truth: Truth[], rows: ImportRow[]): string[] {
  const found = new Map(rows.map((row) => [`${row.sheet}:${row.row}:${row.item ?? 1}`, row]));
  const counted = new Map<string, number>();
  const several = new Set(rows.filter((row) => row.item !== null).map((row) => `${row.sheet}:${row.row}`));
  const differing = truth.flatMap((expected) => {
    const place = `${expected.sheet}:${expected.row}`;
    const item = (counted.get(place) ?? 0) + 1;
    counted.set(place, item);
    const key = `${place}:${several.has(place) ? item : 1}`;
    const row = found.get(key);
    found.delete(key);
    return row?.outcome === expected.outcome
      ? []
      : [`${key} expected ${expected.outcome} (${expected.reason}), judged ${row?.outcome} ${row?.code}`];
  });
  const extra = [...found.values()].map(
    (row) => `${row.sheet}:${row.row} not in the truth: ${row.outcome} ${row.code}`,
  );
  for (const line of [...differing, ...extra]) console.info(line);
  return [...differing, ...extra];
}

describe.skipIf(!hasSharedData("messy"))("the six messy files", () => {
  it.each(FILES)("%s is judged as its truth file says, row by row", async (file, extension, kind) => {
    const parsed = await parseFile(kind, sharedBytes(`messy/${file}.${extension}`), reference());
    if (!parsed.ok) throw new Error(parsed.error.code);
    expect(deviations(truthOf(file), parsed.value.rows)).toEqual([]);
    for (const expected of truthOf(file)) {
      const row = parsed.value.rows.find((one) => one.sheet === expected.sheet && one.row === expected.row);
      if (expected.outcome !== "import" || !row?.candidate || !("uscc" in row.candidate)) continue;
      expect([row.row, row.candidate.uscc]).toEqual([expected.row, expected.uscc]);
    }
  });

  it("06_deputy_firm_pairs is judged with the register of firms as its truth file says, item by item", async () => {
    const parsed = await parseFile("pairs", sharedBytes("messy/06_deputy_firm_pairs.xlsx"), reference());
    if (!parsed.ok) throw new Error(parsed.error.code);
    const lookup = lookupOver(
      sharedCsv("firms/firms_yichang.csv").map((row) => ({
        uscc: row.uscc ?? "",
        name: row.name ?? "",
        countyCode: row.county_adcode || null,
      })),
    );
    const judged = parsed.value.rows.map((row) => withRegister(row as ImportRow<PairCandidate>, lookup));
    expect(
      deviations(
        truthOf("06_deputy_firm_pairs"),
        judged.map((one) => one.row),
      ),
    ).toEqual([]);
    const truth = truthOf("06_deputy_firm_pairs");
    judged.forEach((one, index) => {
      const expected = truth[index];
      const linked =
        one.row.outcome === "import"
          ? one.firm?.uscc
          : one.suggestions.find((firm) => firm.uscc === expected?.uscc)?.uscc;
      expect([index, linked]).toEqual([index, expected?.uscc]);
      expect([index, `deputy=${one.row.candidate?.deputy.name}`]).toEqual([
        index,
        expected?.reason.split(";")[0],
      ]);
    });
  });
});
