import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stopPostmaster } from "#app/platform/database/embedded/postmaster.ts";
import { decideRunAs, giveTo } from "#app/platform/database/embedded/run-as.ts";
import { withSlot } from "#app/platform/database/slot.ts";
import { freePort } from "#app/platform/ports.ts";

const FOLDER = "/usr/lib/postgresql/15";

/** The oldest server the product runs on is not part of its packages: tests on it need one installed. */
export const postgres15IsInstalled = existsSync(join(FOLDER, "bin", "postgres"));

/** A throw-away PostgreSQL 15 that asks for no password. */
export async function startPostgres15(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "liaison-pg15-"));
  chmodSync(home, 0o711);
  const binaries = {
    folder: FOLDER,
    postgres: join(FOLDER, "bin", "postgres"),
    initdb: join(FOLDER, "bin", "initdb"),
  };
  const as = decideRunAs(home, binaries);
  const data = join(home, "data");
  mkdirSync(data, { mode: 0o700 });
  giveTo(data, as.owner);
  const options = { ...as.identity, cwd: "/", env: { ...process.env, LC_ALL: "C", TZ: "UTC" } };
  const [initdb, words] = as.command(binaries.initdb, ["-D", data, "-U", "postgres", "-A", "trust", "-N"]);
  const made = spawnSync(initdb, words, { ...options, encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"].flatMap((text) => [
    "-c",
    text,
  ]);
  const [server, args] = as.command(binaries.postgres, ["-D", data, "-p", String(port), ...settings]);
  const child = spawn(server, args, { ...options, stdio: "ignore" });
  const adminUrl = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    if (child.pid) await stopPostmaster(child.pid);
    rmSync(home, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 200; tries++) {
    const up = await withSlot({ url: adminUrl }, async () => true).catch(() => false);
    if (up) return { adminUrl, stop };
    await delay(50);
  }
  await stop();
  throw new Error("PostgreSQL 15 does not start");
}
