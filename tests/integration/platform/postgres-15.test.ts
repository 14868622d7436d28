import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INSERT_ONLY } from "#app/features/installation/open-installation.server.ts";
import { drill } from "#app/platform/database/archive/drill.ts";
import { backup } from "#app/platform/database/backup.ts";
import { openDatabase, readTx, withTx } from "#app/platform/database/connect.ts";
import { adoptDatabase } from "#app/platform/database/ensure-database.ts";
import { migrate } from "#app/platform/database/migrate.ts";
import { MIGRATIONS, query, SMALL_MIGRATIONS } from "#tests/support/postgres.ts";
import { postgres15IsInstalled, startPostgres15 } from "#tests/support/postgres-15.ts";

if (!postgres15IsInstalled) console.info("PostgreSQL 15 is not installed: its tests are skipped");

describe.skipIf(!postgres15IsInstalled)("on PostgreSQL 15, an operator's server", () => {
  let server: Awaited<ReturnType<typeof startPostgres15>>;
  const at = (name: string) => server.adminUrl.replace(/postgres$/, name);

  beforeAll(async () => {
    server = await startPostgres15();
  });

  afterAll(() => server?.stop());

  it("the product's migrations run, in a database made on the first start", async () => {
    const urls = await adoptDatabase(at("product"));
    const grants = { appRole: urls.appRole, insertOnly: INSERT_ONLY };
    const first = await migrate({ ownerUrl: urls.ownerUrl, folder: MIGRATIONS, grants });
    const second = await migrate({ ownerUrl: urls.ownerUrl, folder: MIGRATIONS, grants });
    expect(first.applied.length).toBeGreaterThan(0);
    expect(second).toEqual({ applied: [], version: first.version });
    expect(await query(urls.appUrl, "select cardinality(show_trgm('营商环境')) > 0 as found")).toEqual([
      { found: true },
    ]);
  });

  it("transactions, row protection, backup and drill work", async () => {
    const urls = await adoptDatabase(at("small"));
    const grants = { appRole: urls.appRole, insertOnly: ["log_lines"] };
    await migrate({ ownerUrl: urls.ownerUrl, folder: SMALL_MIGRATIONS, grants });
    const db = openDatabase({ url: urls.appUrl, poolSize: 2 });
    await withTx(db, { "app.user_id": "7" }, (tx) =>
      tx.execute(sql`insert into secrets values (1, 7, 'canary')`),
    );
    const seen = (id: string) =>
      readTx(db, { "app.user_id": id }, (tx) => tx.execute(sql`select text from secrets`));
    expect([(await seen("7")).length, (await seen("8")).length]).toEqual([1, 0]);
    await db.close();
    const folder = mkdtempSync(join(tmpdir(), "liaison-backup-"));
    const file = join(folder, "snapshot.gz");
    await backup({ url: urls.adminUrl, file });
    const result = await drill({ file, adminUrl: server.adminUrl, folder: SMALL_MIGRATIONS, grants });
    rmSync(folder, { recursive: true });
    expect(result).toEqual({ ok: true, tables: 4, rows: 1, differences: [] });
  });
});
