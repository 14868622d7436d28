import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORM_COMMANDS } from "#app/features/issues/issue.schema.ts";
import { driveTwentyfold } from "#tests/support/life/drive-twentyfold.ts";
import { lifeDesk } from "#tests/support/life/life-desk.ts";
import { WALKS } from "#tests/support/life/walks.ts";
import { type Office, openOffice } from "#tests/support/office.ts";

let office: Office;
let driver: ReturnType<typeof driveTwentyfold>;
beforeAll(async () => {
  office = await openOffice();
  driver = driveTwentyfold(office);
});
afterAll(() => office?.close());

describe("sent twenty times at once, each command has one effect and equal answers:", () => {
  for (const [name, walk] of Object.entries(WALKS)) it(name, () => walk(lifeDesk(driver)), 180_000);

  it("none is left out", () => {
    expect(FORM_COMMANDS.filter((command) => !driver.sent.has(command))).toEqual([]);
  });
});
