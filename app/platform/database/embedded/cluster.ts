import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DatabaseUnfitError } from "#app/platform/database/errors.ts";
import type { Binaries } from "./binaries.ts";
import { isAlive } from "./postmaster-file.ts";
import type { RunAs } from "./run-as.ts";

/** Chinese sorts by pinyin and trigrams find Chinese words only with this locale. */
export const ICU_LOCALE = "zh-Hans-CN";
export const LC_CTYPE = "C.UTF-8";
export const SUPERUSER = "postgres";

export type Cluster = { dataPath: string; password: string };

/** One call for the file system instead of one for each of a thousand files. */
const SYNC = process.platform === "linux" ? ["--sync-method=syncfs"] : [];

/** Longer than any initialisation: then its maker's process id must belong to somebody else by now. */
const OTHERS_TAKE_AT_MOST_MS = 60_000;

const paths = (folder: string) => ({ data: join(folder, "data"), password: join(folder, "password") });

/**
 * The cluster in `home`, made on first use. It is initialised beside its place together with its password and moved
 * there in one step: of several processes that start at once one wins and the others take its cluster, and an
 * initialisation that was killed half way leaves nothing that looks whole.
 */
export async function ensureCluster(
  home: string,
  binaries: Binaries,
  as: RunAs,
  durable: boolean,
): Promise<Cluster> {
  const place = join(home, "cluster");
  for (const patientUntil = Date.now() + OTHERS_TAKE_AT_MOST_MS; !existsSync(place); ) {
    const draft =
      drafts(home).length === 0 || Date.now() > patientUntil ? claim(home, patientUntil) : undefined;
    if (!draft) {
      await delay(50);
      continue;
    }
    try {
      await initialise(draft, binaries, as, durable);
      await rename(draft, place);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(place)) throw error;
    }
  }
  const { data, password } = paths(place);
  return { dataPath: data, password: readFileSync(password, "utf8") };
}

/** Clusters in the making, those of dead processes cleared away. */
function drafts(home: string): string[] {
  return readdirSync(home).filter((name) => {
    const maker = /^cluster-(\d+)-/.exec(name);
    if (!maker) return false;
    if (isAlive(Number(maker[1]))) return true;
    rmSync(join(home, name), { recursive: true, force: true });
    return false;
  });
}

/** A draft of our own, unless another began in the same moment and comes first by name: one works, the others wait. */
function claim(home: string, patientUntil: number): string | undefined {
  const draft = mkdtempSync(join(home, `cluster-${process.pid}-`));
  const first = drafts(home).sort()[0];
  if (first === basename(draft) || Date.now() > patientUntil) return draft;
  rmSync(draft, { recursive: true });
  return undefined;
}

async function initialise(folder: string, binaries: Binaries, as: RunAs, durable: boolean): Promise<void> {
  const { data, password } = paths(folder);
  const handover = join(folder, "handover");
  const secret = randomBytes(24).toString("hex");
  chmodSync(folder, 0o711);
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(password, secret, { mode: 0o600 });
  writeFileSync(handover, secret, { mode: 0o600 });
  if (as.owner >= 0) for (const path of [data, handover]) chownSync(path, as.owner, as.owner);
  const locale = ["--encoding=UTF8", "--locale=C", `--lc-ctype=${LC_CTYPE}`, "--locale-provider=icu"];
  await run(as, binaries.initdb, [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    "--auth=scram-sha-256",
    "--set=scram_iterations=1",
    `--pwfile=${handover}`,
    ...locale,
    `--icu-locale=${ICU_LOCALE}`,
    "--data-checksums",
    "--no-instructions",
    ...(durable ? SYNC : ["--no-sync"]),
  ]);
  rmSync(handover);
}

function run(as: RunAs, program: string, args: string[]): Promise<void> {
  const [command, all] = as.command(program, args);
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, {
      ...as.identity,
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      env: serverEnvironment(),
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    child.on("error", reject);
    child.on("close", (status) =>
      status === 0
        ? resolve()
        : reject(new DatabaseUnfitError(`initdb ended with ${status}: ${said.trim().slice(-2000)}`)),
    );
  });
}

/** Nothing of our environment reaches the server: PG* variables and locales would change what it does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SYSTEMROOT, NODE_ENV } = process.env;
  return { PATH, HOME, TMPDIR, SYSTEMROOT, NODE_ENV, LC_ALL: "C", TZ: "UTC" };
}
