import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { read } from "#db/client.ts";
import { unnested } from "#db/unnested.ts";
import { type Office, openOffice } from "#tests/support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const COLUMNS = { id: "int", word: "text", isOpen: "boolean" } as const;
const given = (rows: { id: number | null; word: string | null; isOpen: boolean | null }[]) =>
  read(office.db, (tx) =>
    tx.execute(sql`select id, word, "isOpen" from ${unnested(rows, "given", COLUMNS)} order by id`),
  );

describe("rows handed to a statement as columns", () => {
  it("arrive as they were, whatever their words hold", async () => {
    const words = [
      "plain",
      "",
      "null",
      "NULL",
      "a,b",
      "{1,2}",
      'said "no"',
      "C:\\new",
      " 企业 ",
      '{"a": 1}',
      "1.5",
    ];
    const rows = words.map((word, id) => ({ id, word, isOpen: id % 2 === 0 }));
    expect([...(await given(rows))]).toEqual(rows);
  });

  it("may lack what a column may lack, and may be none at all", async () => {
    expect([...(await given([{ id: null, word: null, isOpen: null }]))]).toEqual([
      { id: null, word: null, isOpen: null },
    ]);
    expect([...(await given([]))]).toEqual([]);
  });
});
