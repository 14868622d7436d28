import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { imported } from "#tests/support/run-import.ts";
import { hasSharedData, sharedBytes, sharedCsv } from "#tests/support/shared-data.ts";

const FILES: [file: string, kind: ImportKind][] = [
  ["01_merged_header.xlsx", "firms"],
  ["02_number_codes_serial_dates.xlsx", "firms"],
  ["03_fullwidth_spaces_duplicates.csv", "firms"],
  ["04_gb18030.csv", "firms"],
  ["05_sheets_per_county.xlsx", "firms"],
  ["06_deputy_firm_pairs.xlsx", "pairs"],
];

/** Outcomes counted, plain imports among them. */
function counted(outcomes: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

describe.skipIf(!hasSharedData("messy/expected.json"))("real files through the database", () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    const real = await imported(office.ctx("system"), "firms", sharedBytes("firms/firms_yichang.csv"));
    expect(real.figures).toEqual({ added: 9823, updated: 0, unchanged: 0, missing: 0 });
    expect(real.rows.map((row) => row.notes[0]?.code)).toEqual(Array(6).fill("import.uscc_check_digit"));
  }, 240_000);
  afterAll(() => office?.close());

  it.each(FILES)(
    "%s is judged against the register as its truth file says",
    async (file, kind) => {
      const truth = sharedCsv(`messy/${file.replace(/\.\w+$/, "")}.truth.csv`).map(
        (row) => row.outcome ?? "",
      );
      const { figures, rows } = await imported(office.ctx("system"), kind, sharedBytes(`messy/${file}`));
      const { import: plain = 0, ...rest } = counted(truth);
      expect(figures.added + figures.updated + figures.unchanged).toBe(plain);
      expect(counted(rows.map((row) => row.outcome))).toEqual(rest);
    },
    120_000,
  );
});
