import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { birthOf, isAlive } from "./postmaster-file.ts";

/**
 * Who uses the embedded server, as files named by process id in `<home>/attached`. The last one out stops the server,
 * whoever started it; so a command beside a running application leaves it running, and one that runs alone does not
 * leave it behind.
 */
export type Attendance = {
  enter(): void;
  /** Leaves, and says whether nobody else is there; then the caller must stop the server and call `stopped`. */
  leave(): boolean;
  stopped(): void;
  /** Somebody is stopping the server right now: wait before adopting it. */
  isStopping(): boolean;
};

export function attendance(home: string): Attendance {
  const folder = join(home, "attached");
  const own = join(folder, String(process.pid));
  const marker = join(home, "stopping");

  function others(): number[] {
    const pids = readdirSync(folder)
      .map(Number)
      .filter((pid) => pid !== process.pid);
    return pids.filter((pid) => {
      const file = join(folder, String(pid));
      const present = isAlive(pid) && readFileSync(file, { encoding: "utf8", flag: "a+" }) === birthOf(pid);
      if (!present) rmSync(file, { force: true });
      return present;
    });
  }

  return {
    enter() {
      mkdirSync(folder, { recursive: true });
      writeFileSync(own, birthOf(process.pid));
    },
    leave() {
      // The marker stands before the look around, a newcomer signs in before looking for it: one sees the other.
      writeFileSync(marker, String(process.pid));
      rmSync(own, { force: true });
      const last = others().length === 0;
      if (!last) rmSync(marker, { force: true });
      return last;
    },
    stopped() {
      rmSync(marker, { force: true });
    },
    isStopping() {
      try {
        const pid = Number(readFileSync(marker, "utf8"));
        return pid !== process.pid && pid > 0 && isAlive(pid);
      } catch {
        return false;
      }
    },
  };
}

const GUARD = `
idle=0
while kill -0 "$1" 2>/dev/null; do
  if [ -d "/proc/$1" ] && ! [ "/proc/$1/cwd" -ef "$2" ]; then exit 0; fi
  busy=0
  for f in "$3"/attached/*; do if kill -0 "\${f##*/}" 2>/dev/null; then busy=1; fi; done
  if [ $busy = 1 ]; then idle=0; else idle=$((idle + 1)); fi
  if [ $idle -ge "$4" ]; then
    kill -INT "$1"
    if [ "$6" = ephemeral ]; then
      while kill -0 "$1" 2>/dev/null; do sleep 1; done
      rm -rf "$3"
    fi
    exit 0
  fi
  sleep "$5"
done
`;

/** How often the guard looks, and after how many looks without a user it stops the server. */
const GRACE = { lasting: { rounds: 12, everySeconds: 5 }, ephemeral: { rounds: 3, everySeconds: 1 } };

/**
 * A small shell process that stops the postmaster when every user of it has died without saying so (kill -9), after a
 * grace in which the next start may adopt it; an ephemeral one it also removes. Where there is no `sh`, an orphan waits for the next start.
 */
export function startGuard(home: string, dataPath: string, postmasterPid: number, ephemeral: boolean): void {
  const file = join(home, "guard");
  const [present, subject] = existsSync(file) ? readFileSync(file, "utf8").split(" ").map(Number) : [];
  if (present && subject === postmasterPid && isAlive(present)) return;
  const { rounds, everySeconds } = ephemeral ? GRACE.ephemeral : GRACE.lasting;
  const kind = ephemeral ? "ephemeral" : "lasting";
  const args = ["-c", GUARD, "guard", postmasterPid, dataPath, home, rounds, everySeconds, kind].map(String);
  const guard = spawn("sh", args, { detached: true, stdio: "ignore", cwd: "/" });
  guard.on("error", () => {});
  guard.unref();
  if (guard.pid) writeFileSync(file, `${guard.pid} ${postmasterPid}`);
}
