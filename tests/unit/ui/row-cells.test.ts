import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packRows, unpackRows } from "#app/ui/list/row-cells.ts";

type Line = { id: number; number: string; state: string; unit: string | null; late: boolean };

const line = fc.record<Line>({
  id: fc.integer(),
  number: fc.string().map((text) => `YC2026-${text}`),
  state: fc.constantFrom("handling", "answered", "promised"),
  unit: fc.option(fc.string()),
  late: fc.boolean(),
});
const FIELDS = ["id", "number", "state", "unit", "late"] as const;
const sent = (rows: Line[]) => JSON.parse(JSON.stringify(packRows(rows, FIELDS)));

describe("rows on the wire", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (rows) => {
        expect(unpackRows<Line>(sent(rows))).toEqual(rows);
      }),
    );
  });

  it("say of a number only what stands before its id", () => {
    const rows = Array.from({ length: 50 }, (_, at) => {
      const id = 100_000 + at * 7;
      return { id, number: `YC2026-${id}`, state: "handling", unit: `${id}`, late: false };
    });
    const text = JSON.stringify(sent(rows));
    for (const { id } of rows) expect(text.split(String(id))).toHaveLength(2);
    expect(unpackRows<Line>(sent(rows))).toEqual(rows);
  });

  it("name what repeats once", () => {
    const rows = Array.from({ length: 50 }, (_, id) => ({
      id,
      number: `YC2026-${100_000 + id}`,
      state: id % 2 ? "handling" : "answered",
      unit: "市自然资源和规划局",
      late: true,
    }));
    const text = JSON.stringify(sent(rows));
    for (const once of ["YC2026-", "handling", "市自然资源和规划局", "true"])
      expect(text.split(once)).toHaveLength(2);
  });
});
