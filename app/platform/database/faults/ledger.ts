import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Slot, withSlot } from "#app/platform/database/slot.ts";

/** What a load process is told first: a server to use, or a data folder whose server it starts itself. */
export type LoadOrder = { run: string; url?: string; dataDir?: string };

export type LoadMessage =
  | { kind: "ready" }
  | { kind: "write"; key: string; outcome: "done" | "refused" | "unknown" | "hangs" }
  | { kind: "read"; outcome: "done" | "refused" | "unknown" | "hangs" }
  | { kind: "end"; uncaught: number };

export const LINES_PER_WRITE = 3;

/** What came of a load, counted from its messages. */
export type Ledger = {
  done: Set<string>;
  refused: Set<string>;
  unknown: Set<string>;
  reads: { done: number; refused: number };
  hangs: number;
  crashes: number;
};

export function emptyLedger(): Ledger {
  return {
    done: new Set(),
    refused: new Set(),
    unknown: new Set(),
    reads: { done: 0, refused: 0 },
    hangs: 0,
    crashes: 0,
  };
}

function enter(ledger: Ledger, message: LoadMessage): void {
  if (message.kind === "end") ledger.crashes += message.uncaught;
  if (message.kind !== "write" && message.kind !== "read") return;
  if (message.outcome === "hangs") ledger.hangs++;
  else if (message.kind === "write") ledger[message.outcome].add(message.key);
  else if (message.outcome === "done") ledger.reads.done++;
  else ledger.reads.refused++;
}

export type Load = { child: ChildProcess; ready: Promise<void>; ended: Promise<void>; expectEnd(): void };

const SCRIPT = join(process.cwd(), "app", "platform", "database", "faults", "load.ts");

/** Starts a load process; an end that nobody asked for is a crash. */
export function startLoad(order: LoadOrder, ledger: Ledger): Load {
  const tsx = createRequire(import.meta.url).resolve("tsx");
  const child = spawn(process.execPath, ["--import", tsx, SCRIPT], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let expected = false;
  let greet = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    greet = resolve;
    child.once("exit", () => reject(new Error("the load process ended before it was ready")));
  });
  ready.catch(() => {});
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      if (!expected) ledger.crashes++;
      resolve();
    });
  });
  child.on("message", (message: LoadMessage) => {
    enter(ledger, message);
    if (message.kind === "ready") greet();
    if (message.kind === "end") expected = true;
  });
  child.send(order);
  return {
    child,
    ready,
    ended,
    expectEnd() {
      expected = true;
    },
  };
}

/** The tables of the load, made by the owner. */
export async function makeTables(ownerUrl: string, appRole: string): Promise<void> {
  await withSlot({ url: ownerUrl }, (slot) =>
    slot.run(() =>
      slot.client.unsafe(`
        create table fault_heads (key text primary key);
        create table fault_lines (key text not null references fault_heads, line integer not null, primary key (key, line));
        grant usage on schema public to ${appRole};
        grant select, insert on fault_heads, fault_lines to ${appRole}`),
    ),
  );
}

export type Verdict = { torn: number; lost: number; phantom: number; unknownWritten: number };

/** Compares what the load was told with what is there. `phantom`: refused for certain, and there all the same. */
export async function judge(slot: Slot, ledger: Ledger): Promise<Verdict> {
  const rows = await slot.run(() =>
    slot.client.unsafe(
      "select h.key, count(l.line)::int as lines from fault_heads h left join fault_lines l using (key) group by h.key",
    ),
  );
  const lines = new Map(rows.map((row) => [String(row.key), Number(row.lines)]));
  const whole = (key: string) => lines.get(key) === LINES_PER_WRITE;
  const count = (keys: Iterable<string>, test: (key: string) => boolean) => [...keys].filter(test).length;
  return {
    torn: count(lines.keys(), (key) => !whole(key)),
    lost: count(ledger.done, (key) => !whole(key)),
    phantom: count(ledger.refused, (key) => lines.has(key)),
    unknownWritten: count(ledger.unknown, whole),
  };
}
