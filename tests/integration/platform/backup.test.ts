import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drill } from "#app/platform/database/archive/drill.ts";
import { restore } from "#app/platform/database/archive/restore.ts";
import { backup } from "#app/platform/database/backup.ts";
import {
  cloneDatabase,
  query,
  SMALL_MIGRATIONS,
  type TestDatabase,
  testServer,
} from "#tests/support/postgres.ts";

const SMALL = { key: "small", folder: SMALL_MIGRATIONS, insertOnly: ["log_lines"] };
const HEAD = { head: "select text from log_lines order by log_line_id desc limit 1" };
const grants = { appRole: "liaison_app", insertOnly: ["log_lines"] };

let source: TestDatabase;
let folder: string;
let file: string;
const made: TestDatabase[] = [];

async function clone(): Promise<TestDatabase> {
  const one = await cloneDatabase(SMALL);
  made.push(one);
  return one;
}

/** The archive with a change to its text. */
function changed(name: string, edit: (text: string) => string): string {
  const path = join(folder, name);
  writeFileSync(path, gzipSync(edit(gunzipSync(readFileSync(file)).toString("utf8"))));
  return path;
}

const everything = async (url: string) => ({
  transfers: await query(url, "select * from transfers order by transfer_id"),
  entries: await query(url, "select count(*)::int, sum(doubled)::int, max(entry_id)::int from entries"),
  secrets: await query(url, "select * from secrets"),
  log: await query(url, "select * from log_lines order by 1"),
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "liaison-backup-"));
  file = join(folder, "snapshot.gz");
  source = await clone();
  await query(
    source.adminUrl,
    `insert into transfers (idempotency_key, note, tags, facts, amount, content, on_day)
       select 'k' || n, E'备注 \\\\ tab\\there\\nline two\\n\\\\.\\n' || n, array['a', null, E'\\\\.'], jsonb_build_object('n', n), n / 3.0,
         decode(md5(n::text), 'hex'), date '2026-01-01' + n
       from generate_series(1, 2000) as n;
     insert into transfers (idempotency_key, note) values ('plain', '\\.'), ('空', '');
     insert into entries (transfer_id, line) select transfer_id, l from transfers, generate_series(1, 5) as l;
     insert into secrets values (1, 7, 'protected');
     insert into log_lines (text, previous_id) values ('one', 2), ('two', 1);
     select nextval('numbers'), nextval('numbers')`,
  );
  await backup({ url: source.adminUrl, file, probes: HEAD });
});

afterAll(async () => {
  for (const one of made) await one.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe("an archive", () => {
  it("brings back every row, protected ones too, and goes on counting where the origin was", async () => {
    const target = await clone();
    const { rows } = await restore({ url: target.adminUrl, file });
    expect(rows).toEqual({
      "public.entries": 10_010,
      "public.log_lines": 2,
      "public.secrets": 1,
      "public.transfers": 2_002,
    });
    expect(await everything(target.adminUrl)).toEqual(await everything(source.adminUrl));
    const next = "select nextval('numbers')::int as number";
    expect(await query(target.adminUrl, next)).toEqual([{ number: 3 }]);
    await query(target.appUrl, "insert into entries (transfer_id, line) values (1, 99)");
    await expect(
      query(target.appUrl, "insert into entries (transfer_id, line) values (999999, 1)"),
    ).rejects.toThrow("foreign key");
  });

  it("is one moment, though writes go on meanwhile", async () => {
    const busy = await clone();
    let going = true;
    const writing = (async () => {
      for (let n = 0; going; n++) {
        await query(
          busy.appUrl,
          `with t as (insert into transfers (idempotency_key, note) values ('w${n}', 'x') returning transfer_id)
           select 1 from t`,
        );
        await query(
          busy.ownerUrl,
          "insert into entries (transfer_id, line) select transfer_id, l from transfers, generate_series(1, 3) l on conflict do nothing",
        );
      }
    })();
    await expect
      .poll(async () => (await query(busy.ownerUrl, "select 1 from transfers")).length)
      .toBeGreaterThan(2);
    const moving = join(folder, "moving.gz");
    await backup({ url: busy.adminUrl, file: moving });
    going = false;
    await writing;
    const target = await clone();
    await restore({ url: target.adminUrl, file: moving });
    const orphans = "select 1 from entries where transfer_id not in (select transfer_id from transfers)";
    expect(await query(target.adminUrl, orphans)).toEqual([]);
  });

  it("passes a drill, and a drill shows what differs", async () => {
    const { adminUrl } = await testServer();
    const options = { adminUrl, folder: SMALL_MIGRATIONS, grants, probes: HEAD };
    expect(await drill({ ...options, file })).toEqual({ ok: true, tables: 4, rows: 12_015, differences: [] });
    const other = { head: "select text from log_lines order by log_line_id limit 1" };
    const failed = await drill({ ...options, file, probes: other });
    expect(failed.differences).toEqual([{ name: "head", archive: "two", restored: "one" }]);
    const left = await query(adminUrl, "select 1 from pg_database where datname like 'liaison_drill%'");
    expect(left).toEqual([]);
  });

  it("is for the eyes of its owner only, and appears whole or not at all", async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const hidden = join(folder, "hidden.gz");
    // The owner is bound by row-level security: better no archive than one with rows left out.
    await expect(backup({ url: source.ownerUrl, file: hidden })).rejects.toThrow("row-level security");
    expect(readdirSync(folder).filter((name) => name.startsWith("hidden"))).toEqual([]);
    const mine = await backup({ url: source.ownerUrl, file: hidden, settings: { "app.user_id": "7" } });
    expect(mine.rows["public.secrets"]).toBe(1);
  });

  it("is refused by a database in use, unless only its reference data is there", async () => {
    const target = await clone();
    await query(target.adminUrl, "insert into log_lines (text) values ('reference')");
    await expect(restore({ url: target.adminUrl, file })).rejects.toThrow("public.log_lines has rows");
    await restore({ url: target.adminUrl, file, reference: ["log_lines"] });
    expect(await query(target.adminUrl, "select text from log_lines order by 1")).toEqual([
      { text: "one" },
      { text: "two" },
    ]);
    await expect(restore({ url: target.adminUrl, file })).rejects.toThrow("not empty");
  });

  it("that is damaged, cut short, foreign, of another schema or wrong is refused whole", async () => {
    const target = await clone();
    const attempt = (path: string) => restore({ url: target.adminUrl, file: path });
    const cut = join(folder, "cut.gz");
    writeFileSync(cut, readFileSync(file).subarray(0, 20_000));
    await expect(attempt(cut)).rejects.toThrow(/damaged|breaks off/);
    const foreign = join(folder, "foreign.gz");
    writeFileSync(foreign, "PK\u0003\u0004 not an archive");
    await expect(attempt(foreign)).rejects.toThrow("no archive");
    await expect(attempt(changed("short.gz", (text) => text.slice(0, text.length / 2)))).rejects.toThrow(
      "breaks off",
    );
    await expect(
      attempt(changed("other.gz", (text) => text.replace(/"schemaVersion":"\w+"/, '"schemaVersion":"x"'))),
    ).rejects.toThrow("schema version x");
    await expect(
      attempt(changed("edited.gz", (text) => text.replace("protected", "stolen"))),
    ).rejects.toThrow("digest");
    await expect(
      attempt(changed("orphan.gz", (text) => text.replace(/^2002\t空.*\n/m, ""))),
    ).rejects.toThrow();
    await expect(
      attempt(changed("bad.gz", (text) => text.replace(/^1\tk1\t/m, "one\tk1\t"))),
    ).rejects.toThrow("refused");
    await expect(
      attempt(changed("late.gz", (text) => text.replace(/^(2002\t空.*)\n/m, "$1\tmore\n"))),
    ).rejects.toThrow("refused");
    await expect(attempt(join(folder, "absent.gz"))).rejects.toThrow("can't be read");
    expect(await query(target.adminUrl, "select 1 from transfers union all select 1 from log_lines")).toEqual(
      [],
    );
    await restore({ url: target.adminUrl, file });
  });
});
