import { readdirSync, readFileSync } from "node:fs";

/** Ticks of /proc/PID/stat a second; 100 on every Linux that Node runs on. */
const TICKS = 100;

type Stat = { parent: number; cpuMs: number };

function statOf(pid: number | string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything, so the fields are counted from its end.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS };
  } catch {
    return null;
  }
}

/** CPU time that a process has used so far, and the processes it has started (PostgreSQL's backends); null without /proc. */
export function cpuTime(serverPid: number, postmasterPid: number): number | null {
  const server = statOf(serverPid);
  if (server === null) return null;
  let sum = server.cpuMs;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (stat?.parent === postmasterPid) sum += stat.cpuMs;
  }
  return sum;
}

/** Resident memory of a process in MB; null without /proc. */
export function residentMb(pid: number): number | null {
  try {
    const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return found ? Math.round(Number(found[1]) / 1024) : null;
  } catch {
    return null;
  }
}
