import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backupInstallation, restoreInstallation } from "#app/features/installation/backup.server.ts";
import { INSERT_ONLY } from "#app/features/installation/open-installation.server.ts";
import { type Office, openOffice, reference } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";
import { cloneDatabase, query, type TestDatabase } from "#tests/support/postgres.ts";

let office: Office;
let fresh: TestDatabase;
let folder: string;
beforeAll(async () => {
  office = await openOffice();
  fresh = await cloneDatabase({ key: "office", insertOnly: INSERT_ONLY, fill: reference });
  folder = mkdtempSync(join(tmpdir(), "liaison-restore-"));
});
afterAll(async () => {
  await office?.close();
  await fresh?.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe("the snapshot of an installation in use", () => {
  it("goes into one that a start has filled with reference data, and into none that is in use", async () => {
    const desk = deskOf(office);
    await desk.answered();
    const shielded = await desk.raised(office.firms.mill, "shielded");
    const file = join(folder, "snapshot.gz");
    const made = await backupInstallation({ urls: office.database }, file);
    const loaded = await restoreInstallation({ urls: fresh }, file);
    expect(loaded.rows).toEqual(made.rows);
    const [row] = await query(fresh.adminUrl, "select count(*)::int as events from events");
    expect(row).toMatchObject({ events: made.rows["public.events"] });
    const forced = "select relname from pg_class where relforcerowsecurity order by 1";
    expect(await query(fresh.adminUrl, forced)).toEqual(await query(office.database.adminUrl, forced));
    expect(await query(fresh.appUrl, `select from issue_parties where issue_id = ${shielded}`)).toEqual([]);
    await expect(restoreInstallation({ urls: fresh }, file)).rejects.toThrow("not empty");
  });
});
