import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keptRead } from "#db/kept-read.ts";
import { type Office, openOffice } from "#tests/support/office.ts";

let office: Office;
let reads: number;
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
});
beforeEach(() => {
  reads = 0;
});
afterAll(() => office.close());

const names = (who: "city" | "county" = "city") =>
  keptRead(office.ctx(who), "names", async (tx) => {
    reads += 1;
    const rows = await tx.execute<{ name: string }>(
      sql`select name from installation where name like 'kept %' order by 1`,
    );
    return rows.map(({ name }) => name);
  });
const write = (name: string) => office.owner`insert into installation (name, value) values (${name}, '{}')`;

describe("a reading that is kept", () => {
  it("is not made again while nobody has written", async () => {
    expect([await names(), await names(), reads]).toEqual([[], [], 1]);
  });

  it("is made once for all who ask while it is under way", async () => {
    await write("kept at once");
    await Promise.all([names(), names(), names(), names()]);
    expect(reads).toBe(1);
    await office.owner`delete from installation where name = 'kept at once'`;
  });

  it("is made again after any write, by whomever, and never before it is committed", async () => {
    await names();
    await office.owner.begin(async (tx) => {
      await tx`insert into installation (name, value) values ('kept a', '{}')`;
      expect(await names()).toEqual([]);
    });
    expect(await names()).toEqual(["kept a"]);
    await write("kept b");
    expect(await names()).toEqual(["kept a", "kept b"]);
  });

  it("holds a second at most, as it may rest on the time of day", async () => {
    await names();
    reads = 0;
    office.advance(1_000);
    await names();
    expect(reads).toBe(1);
  });

  it("is each reader's own", async () => {
    await names("city");
    reads = 0;
    await names("county");
    expect(reads).toBe(1);
  });

  it("shares a part with other readings that name it, and no failure", async () => {
    await write("kept c");
    const part = (name: string) =>
      keptRead(office.ctx("city"), name, (_tx, _now, keep) =>
        keep("part", async () => {
          reads += 1;
          return reads;
        }),
      );
    expect([await part("one"), await part("other"), reads]).toEqual([1, 1, 1]);
    const failing = keptRead(office.ctx("city"), "failing", () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    expect(await keptRead(office.ctx("city"), "failing", async () => "well")).toBe("well");
  });
});
