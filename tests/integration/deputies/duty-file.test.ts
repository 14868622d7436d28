import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logContact } from "#app/features/contacts/log-contact.command.server.ts";
import { exportDutyFile } from "#app/features/deputies/export-duty-file.command.server.ts";
import { getDutyFile } from "#app/features/deputies/get-duty-file.query.server.ts";
import { raiseFinding } from "#app/features/issues/raise-issue.command.server.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  for (const [day, outcome] of [
    ["2026-11-24", "met"],
    ["2026-11-20", "not_found"],
    ["2026-10-15", "met"],
  ] as const)
    await visit(day, outcome);
});
afterAll(() => office.close());

async function visit(happenedOn: string, outcome: "met" | "not_found") {
  const found = happenedOn === "2026-11-24" ? "门前道路破损" : "";
  const logged = await logContact(
    office.ctx("deputy"),
    {
      contactId: crypto.randomUUID(),
      firmId: [office.firms.shop, office.firms.mill],
      otherFirm: "",
      withDeputies: "",
      kind: "visit",
      outcome,
      happenedOn,
      place: "",
      topics: [],
      peopleMet: "",
      internalNote: "说了很多",
      firmNote: "",
      findingTitle: found,
      findingWords: found,
      findingShielded: true,
      source: "phone",
    },
    raiseFinding(office.ctx("deputy")),
  );
  if (!logged.ok) throw new Error(logged.error.code);
}

const fileFor = (who: PersonName, year: number | null = 2026) =>
  getDutyFile(office.ctx(who), office.deputies.deputy, year);

describe("the duty file of a deputy", () => {
  it("holds the year's contacts by quarter, the firms met and the issues found", async () => {
    const file = await fileFor("deputy");
    expect(file).toMatchObject({
      ok: true,
      value: { quarters: [0, 0, 0, 3], firmsMet: 2, years: [2026], deputy: { name: "deputy" } },
    });
    if (!file.ok) return;
    expect(file.value.contacts.map((contact) => contact.happenedOn)).toEqual([
      "2026-11-24",
      "2026-11-20",
      "2026-10-15",
    ]);
    expect(file.value.issues).toHaveLength(1);
    expect(file.value.contacts[0]?.issueNumbers).toBe(file.value.issues?.[0]?.number);
  });

  it("is empty for a year without contacts", async () => {
    const file = await fileFor("county", 2025);
    expect(file).toMatchObject({ ok: true, value: { contacts: [], issues: [], years: [2026, 2025] } });
  });

  it("is not there for other deputies, other counties and firms, and names no firm's issue to the auditor", async () => {
    for (const who of ["colleague", "otherCounty", "handler", "firm"] as const)
      expect([who, (await fileFor(who)).ok]).toEqual([who, false]);
    expect(await fileFor("auditor")).toMatchObject({ ok: true, value: { issues: null } });
  });

  it("is logged before it leaves as a workbook", async () => {
    const left = await exportDutyFile(office.ctx("deputy"), office.deputies.deputy, null, () => [
      { name: "a", columns: [{ title: "b" }], rows: [["c"]] },
    ]);
    expect(left).toMatchObject({ ok: true, value: { year: 2026 } });
    const [entry] = await office.owner`select action from audit_entries where action = 'deputy.export'`;
    expect(entry).toBeDefined();
    expect(
      await exportDutyFile(office.ctx("stranger"), office.deputies.deputy, null, () => []),
    ).toMatchObject({
      ok: false,
    });
  });
});
