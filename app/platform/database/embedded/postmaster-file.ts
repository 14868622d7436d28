import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

/** What a postmaster writes about itself into its data directory. */
export type PostmasterFile = { pid: number; port: number; status: string; text: string };

/** Reads `postmaster.pid`; undefined when there is none or it is half written. */
export function readPostmasterFile(dataPath: string): PostmasterFile | undefined {
  try {
    const text = readFileSync(join(dataPath, "postmaster.pid"), "utf8");
    const lines = text.split("\n");
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? "").trim(), text };
  } catch {
    return undefined;
  }
}

/** State letter and start time (clock ticks since boot) of a process, where /proc tells them. */
function processStat(pid: number): { state: string; birth: string } | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return { state: fields[0] ?? "", birth: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}

/** Tells two processes with the same id apart; empty where the system doesn't say. */
export function birthOf(pid: number): string {
  return processStat(pid)?.birth ?? "";
}

/** Whether a process of this id runs (also when it belongs to somebody else); a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return processStat(pid)?.state !== "Z";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Whether `pid` is a PostgreSQL process working in `dataPath`. Process ids are used again (in a container soon), so
 * the number in a stale file says nothing by itself.
 */
export function isPostgresOf(pid: number, dataPath: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") {
    try {
      const program = basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, "");
      return program === "postgres" && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataPath);
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "EACCES";
    }
  }
  if (process.platform === "win32") return true;
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" }).includes("postgres");
  } catch {
    return false;
  }
}

/** Backends that outlived a killed postmaster; they hold the shared memory until they notice. Linux only. */
export function orphanBackends(dataPath: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isPostgresOf(pid, dataPath));
}

/** Removes a file that names a process which is not this postmaster; a dead one's is left to PostgreSQL to judge. */
export function removeForeignPostmasterFile(dataPath: string, seen: PostmasterFile): void {
  for (const pid of orphanBackends(dataPath)) process.kill(pid, "SIGKILL");
  if (readPostmasterFile(dataPath)?.text === seen.text)
    rmSync(join(dataPath, "postmaster.pid"), { force: true });
}
