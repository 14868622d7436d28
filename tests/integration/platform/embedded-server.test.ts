import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { embeddedBinaries } from "#app/platform/database/embedded/binaries.ts";
import {
  isAlive,
  isPostgresOf,
  readPostmasterFile,
} from "#app/platform/database/embedded/postmaster-file.ts";
import { decideRunAs } from "#app/platform/database/embedded/run-as.ts";
import { startEmbedded } from "#app/platform/database/embedded-server.ts";
import { query } from "#tests/support/postgres.ts";

const HELPER = fileURLToPath(new URL("../../support/embedded-user.ts", import.meta.url));
const TSX = createRequire(import.meta.url).resolve("tsx");

/** The figure is five seconds on a machine of its own; the short run shares its cores with everything else. */
const BACK_WITHIN_MS = process.env.LIAISON_FULL === "1" ? 5_000 : 30_000;

const homes: string[] = [];
const children: ChildProcess[] = [];

/** A private folder, as a clone in a temporary folder has it: only we may pass through. */
function privateHome(): string {
  const home = mkdtempSync(join(tmpdir(), "liaison-embedded-"));
  homes.push(home);
  return home;
}

/** One that was initialised once and stopped: each test that asks for it leaves it stopped again. */
let usedHome: string;

beforeAll(async () => {
  usedHome = mkdtempSync(join(tmpdir(), "liaison-embedded-"));
  await (await start(usedHome)).stop();
}, 120_000);

afterAll(() => rmSync(usedHome, { recursive: true, force: true }));

const postmasterOf = (home: string) => readPostmasterFile(join(home, "data", "cluster", "data"))?.pid ?? 0;

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  const used = homes.splice(0);
  for (const home of [usedHome, ...used]) {
    const pid = postmasterOf(home);
    if (pid && isPostgresOf(pid, join(home, "data", "cluster", "data"))) process.kill(pid, "SIGKILL");
  }
  for (const home of used) {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
});

/** Listens on the port as a stranger would; undefined while it is taken. */
function occupy(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(server));
  });
}

/** Another process that starts the server of `home`; resolves with what it says first. */
function otherProcess(
  home: string,
): Promise<{ child: ChildProcess; told: { pid: number; adopted: boolean; url: string } }> {
  const child = spawn(process.execPath, ["--import", TSX, HELPER, join(home, "data")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (line) => resolve({ child, told: JSON.parse(String(line)) }));
    child.once("exit", (status) => reject(new Error(`the other process ended with ${status}`)));
  });
}

/** Asks the other process to leave in good order. */
async function leave(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await ended;
}

const start = (home: string, keepAlive = false) => startEmbedded({ dataDir: join(home, "data"), keepAlive });

describe("the embedded server", { timeout: 120_000 }, () => {
  it("starts on nothing, keeps its secret to itself, stops, and is the same the next time", async () => {
    const home = privateHome();
    const first = await start(home);
    await query(first.adminUrl, "create table kept (x int)");
    const checks = await query(
      first.adminUrl,
      `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('listen_addresses') as address, datlocprovider as provider, datctype as ctype, pg_encoding_to_char(encoding) as encoding
        from pg_database where datname = 'postgres'`,
    );
    expect(checks).toEqual([
      {
        checksums: "on",
        fsync: "on",
        commit: "on",
        address: "127.0.0.1",
        provider: "i",
        ctype: "C.UTF-8",
        encoding: "UTF8",
      },
    ]);
    const secret = join(home, "data", "cluster", "password");
    expect(statSync(secret).mode & 0o777).toBe(0o600);
    expect(readFileSync(secret, "utf8")).toHaveLength(48);
    const url = new URL(first.adminUrl);
    url.password = "wrong";
    await expect(query(url.href, "select 1")).rejects.toThrow("password");
    await first.stop();
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start(home);
    expect(second.adminUrl).toBe(first.adminUrl);
    await query(second.adminUrl, "select * from kept");
    await second.stop();
  });

  it("is initialised once when four processes start on an empty folder, and the last one out stops it", async () => {
    const home = privateHome();
    const all = await Promise.all([1, 2, 3, 4].map(() => otherProcess(home)));
    expect(new Set(all.map(({ told }) => told.pid)).size).toBe(1);
    expect(new Set(all.map(({ told }) => told.url)).size).toBe(1);
    expect(all.filter(({ told }) => !told.adopted)).toHaveLength(1);
    const pid = all[0]!.told.pid;
    // The one that started it goes first: the others go on.
    all.sort((a, b) => Number(a.told.adopted) - Number(b.told.adopted));
    for (const { child } of all.slice(0, 3)) await leave(child);
    await query(all[0]!.told.url, "select 1");
    await leave(all[3]!.child);
    expect(isAlive(pid)).toBe(false);
    expect(readdirSync(join(home, "data")).filter((name) => name.startsWith("cluster-"))).toEqual([]);
  });

  it("is adopted after its starter was killed", async () => {
    const home = usedHome;
    const { child, told } = await otherProcess(home);
    child.kill("SIGKILL");
    const server = await start(home);
    expect([server.adopted, server.pid]).toEqual([true, told.pid]);
    await server.stop();
    expect(isAlive(told.pid)).toBe(false);
  });

  it("is back in seconds after everything was killed in the middle of work, with all that was acknowledged", async () => {
    const home = usedHome;
    const { child, told } = await otherProcess(home);
    await query(told.url, "create table acknowledged as select generate_series(1, 100000) as n");
    // A backend that does not look up from its work holds the shared memory of its dead postmaster.
    void query(told.url, "select count(*) from generate_series(1, 2000000000)").catch(() => {});
    await expect
      .poll(
        async () =>
          (
            await query(
              told.url,
              "select 1 from pg_stat_activity where query like '%2000000000%' and state = 'active'",
            )
          ).length,
      )
      .toBeGreaterThan(0);
    child.kill("SIGKILL");
    process.kill(told.pid, "SIGKILL");
    const began = Date.now();
    const server = await start(home);
    expect(Date.now() - began).toBeLessThan(BACK_WITHIN_MS);
    expect(await query(server.adminUrl, "select count(*)::int as n from acknowledged")).toEqual([
      { n: 100000 },
    ]);
    await server.stop();
  });

  it("is not fooled by a stale file that names a living process", async () => {
    const home = usedHome;
    const server = await start(home);
    await server.stop();
    const file = join(home, "data", "cluster", "data", "postmaster.pid");
    writeFileSync(file, `${process.pid}\n/elsewhere\n1700000000\n5432\n\n127.0.0.1\n 1 1\nready   \n`);
    const again = await start(home);
    expect(again.adopted).toBe(false);
    await again.stop();
  });

  it("starts again by itself under a program that keeps it alive", async () => {
    const home = usedHome;
    const server = await start(home, true);
    const url = server.adminUrl;
    const before = server.pid;
    process.kill(before, "SIGKILL");
    const works = () =>
      query(url, "select 1").then(
        () => server.pid !== before,
        () => false,
      );
    await expect.poll(works, { timeout: BACK_WITHIN_MS }).toBe(true);
    await server.stop();
  });

  it("waits for its port when another program took it, since its users hold that address", async () => {
    const server = await start(usedHome, true);
    const url = server.adminUrl;
    const port = Number(new URL(url).port);
    expect(port).toBeLessThan(32_000);
    let other: Server | undefined;
    while (!other) {
      process.kill(server.pid, "SIGKILL");
      for (const end = Date.now() + 100; !other && Date.now() < end; ) other = await occupy(port);
      if (!other) await expect.poll(() => isAlive(server.pid), { timeout: BACK_WITHIN_MS }).toBe(true);
    }
    await delay(1_000);
    await new Promise((done) => other?.close(done));
    const works = () =>
      query(url, "select 1")
        .then(() => true)
        .catch(() => false);
    await expect.poll(works, { timeout: BACK_WITHIN_MS }).toBe(true);
    expect(server.adminUrl).toBe(url);
    await server.stop();
  });

  it("throws an ephemeral one away whole", async () => {
    const server = await startEmbedded({ ephemeral: true });
    expect(await query(server.adminUrl, "show fsync")).toEqual([{ fsync: "off" }]);
    await server.stop();
    expect([isAlive(server.pid), existsSync(server.dataDir)]).toEqual([false, false]);
  });
});

describe.skipIf(process.getuid?.() !== 0)("as root, the embedded server", { timeout: 120_000 }, () => {
  it("runs as nobody where nobody may pass, in a user namespace where not, and changes over", async () => {
    const home = privateHome();
    const closed = await start(home);
    await query(closed.adminUrl, "create table kept (x int)");
    await closed.stop();
    const binaries = embeddedBinaries();
    const data = join(home, "data");
    expect(decideRunAs(data, binaries).way).toBe("user-namespace");
    chmodSync(home, 0o711);
    const open = decideRunAs(data, binaries);
    const server = await start(home);
    await query(server.adminUrl, "select * from kept");
    expect(statSync(join(data, "cluster", "data")).uid).toBe(open.owner);
    await server.stop();
    chmodSync(home, 0o700);
    const back = await start(home);
    await query(back.adminUrl, "select * from kept");
    expect(statSync(join(data, "cluster", "data")).uid).toBe(0);
    await back.stop();
  });
});
