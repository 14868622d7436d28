import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptDatabase, ensureDatabase } from "#app/platform/database/ensure-database.ts";
import { DatabaseUnfitError } from "#app/platform/database/errors.ts";
import { migrate } from "#app/platform/database/migrate.ts";
import {
  emptyDatabase,
  query,
  SMALL_MIGRATIONS,
  type TestDatabase,
  testServer,
} from "#tests/support/postgres.ts";

let folder: string;
let database: TestDatabase;
const made: TestDatabase[] = [];
const copies: string[] = [];

const run = (to = database, from = folder, insertOnly: string[] = ["log_lines"]) =>
  migrate({ ownerUrl: to.ownerUrl, folder: from, grants: { appRole: to.appRole, insertOnly } });

async function fresh(): Promise<TestDatabase> {
  const one = await emptyDatabase();
  made.push(one);
  return one;
}

type Journal = { entries: { idx: number; when: number; tag: string }[] };
function change(from: string, edit: (journal: Journal) => void): void {
  const file = join(from, "meta", "_journal.json");
  const journal: Journal = JSON.parse(readFileSync(file, "utf8"));
  edit(journal);
  writeFileSync(file, JSON.stringify(journal));
}
function copyOfFolder(): string {
  const copy = mkdtempSync(join(tmpdir(), "liaison-migrations-"));
  copies.push(copy);
  cpSync(SMALL_MIGRATIONS, copy, { recursive: true });
  return copy;
}

beforeAll(async () => {
  folder = copyOfFolder();
  database = await fresh();
});

afterAll(async () => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  for (const one of made) await one.drop();
});

describe("migrations", () => {
  it("are applied once when four instances start on an empty database", async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => run()));
    expect(all.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 0, 2]);
    expect(new Set(all.map(({ version }) => version)).size).toBe(1);
    const rows = await query(database.ownerUrl, "select 1 from drizzle.__drizzle_migrations");
    expect(rows).toHaveLength(2);
  });

  it("create the database once when four instances ask for it", async () => {
    const { adminUrl } = await testServer();
    const name = `made_${Date.now()}`;
    const all = await Promise.all([1, 2, 3, 4].map(() => ensureDatabase(adminUrl, name)));
    const { appUrl } = all[0]!;
    expect(
      await query(appUrl, "select current_user::text as user, current_database()::text as name"),
    ).toEqual([{ user: "liaison_app", name }]);
    await query(adminUrl, `drop database ${name} with (force)`);
  });

  it("refuse a file that was edited after it had been applied", async () => {
    const edited = copyOfFolder();
    writeFileSync(join(edited, "0000_accounts.sql"), "select 1;");
    await expect(run(database, edited)).rejects.toThrow("0000_accounts was edited after it had been applied");
  });

  it("refuse a file that was slipped in before applied ones, or stamped out of order, or not listed", async () => {
    const slipped = copyOfFolder();
    writeFileSync(join(slipped, "0000_between.sql"), "select 1;");
    await expect(run(database, slipped)).rejects.toThrow("0000_between.sql lies in");
    change(slipped, ({ entries }) =>
      entries.splice(1, 0, { idx: 1, when: 1764000000500, tag: "0000_between" }),
    );
    await expect(run(database, slipped)).rejects.toThrow("0000_between stands before others");
    change(slipped, ({ entries }) => {
      entries[1]!.when = 1;
    });
    await expect(run(database, slipped)).rejects.toThrow("stamped before the one it follows");
  });

  it("refuse a database that a newer program has migrated", async () => {
    const older = copyOfFolder();
    change(older, ({ entries }) => entries.pop());
    rmSync(join(older, "0001_protected.sql"));
    await expect(run(database, older, [])).rejects.toThrow("newer program");
  });

  it("keep nothing of a migration that fails, and go on once it is mended", async () => {
    const broken = copyOfFolder();
    const file = join(broken, "0002_broken.sql");
    writeFileSync(file, "create table half (x int);\n--> statement-breakpoint\nselect nonsense;");
    change(broken, ({ entries }) => entries.push({ idx: 2, when: 1764000002000, tag: "0002_broken" }));
    const target = await fresh();
    await expect(run(target, broken)).rejects.toThrow("0002_broken failed, nothing of it was kept");
    expect(
      await query(
        target.ownerUrl,
        "select to_regclass('half') as half, to_regclass('entries')::text as entries",
      ),
    ).toEqual([{ half: null, entries: "entries" }]);
    writeFileSync(file, "create table half (x int);");
    expect((await run(target, broken)).applied).toEqual(["0002_broken"]);
  });

  it("refuse a list of insert-only tables that names none of ours", async () => {
    await expect(run(database, folder, ["log_line"])).rejects.toThrow("names log_line, which does not exist");
  });

  it("refuse a database in which Chinese can't be searched", async () => {
    const { adminUrl } = await testServer();
    const name = `c_locale_${Date.now()}`;
    await query(adminUrl, `create database ${name} locale_provider libc locale 'C' template template0`);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    const attempt = migrate({
      ownerUrl: url.href,
      folder,
      grants: { appRole: "liaison_app", insertOnly: [] },
    });
    await expect(attempt).rejects.toBeInstanceOf(DatabaseUnfitError);
    await expect(attempt).rejects.toThrow("can't search Chinese");
    await query(adminUrl, `drop database ${name} with (force)`);
  });

  it("leave a database in which Chinese is found by trigrams and sorted by pinyin", async () => {
    expect(
      await query(database.appUrl, "select similarity('优化营商环境', '营商环境') > 0.3 as found"),
    ).toEqual([{ found: true }]);
    const names = await query(
      database.appUrl,
      "select n from unnest(array['张', '安', '李', '北']) as n order by n",
    );
    expect(names.map(({ n }) => n).join("")).toBe("安北李张");
  });
});

describe("an operator's server", () => {
  it("gets an application role with a log-in of its own where the owner may create it", async () => {
    const target = await fresh();
    const { ownerUrl, appUrl, appRole } = await adoptDatabase(target.adminUrl);
    expect(ownerUrl).toBe(target.adminUrl);
    await run({ ...target, ownerUrl, appRole });
    expect(await query(appUrl, "select session_user::text as user")).toEqual([{ user: "liaison_app" }]);
    await expect(query(appUrl, "delete from log_lines")).rejects.toThrow("permission denied");
  });

  it("switches the role of the owner's log-in where it may not, so that RESET ROLE leads nowhere", async () => {
    const target = await fresh();
    const { adminUrl } = await testServer();
    await query(adminUrl, "grant liaison_app to liaison_owner");
    const warned: string[] = [];
    const log = { info() {}, error() {}, warn: (_: object, message: string) => void warned.push(message) };
    const { appUrl } = await adoptDatabase(target.ownerUrl, undefined, log);
    expect(warned.join()).toContain("LIAISON_APP_DATABASE_URL");
    const rows = await query(appUrl, "select session_user::text as session, current_user::text as current");
    expect(rows).toEqual([{ session: "liaison_owner", current: "liaison_app" }]);
    await query(adminUrl, "revoke liaison_app from liaison_owner");
    await expect(adoptDatabase(target.ownerUrl)).rejects.toThrow("set LIAISON_APP_DATABASE_URL");
    expect((await adoptDatabase(target.ownerUrl, target.appUrl)).appRole).toBe("liaison_app");
  });
});
