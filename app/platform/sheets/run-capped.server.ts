import { spawn } from "node:child_process";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { READER_LIMITS, SHEET_LIMITS } from "./sheet-limits.ts";
import type { SheetFault } from "./sheet-types.ts";

/** A module run as a child process: its path from the project's root, what it is asked, and the bytes it reads. */
export type CappedTask = {
  entry: string;
  request: unknown;
  bytes: Uint8Array;
  root?: string;
  seconds?: number;
};

/** The lines a child answered, parsed; or why there is no answer. */
export type CappedAnswer = { ok: true; lines: unknown[] } | { ok: false; fault: SheetFault; detail: string };

const MEGABYTE = 1024 * 1024;
const KEPT_DETAIL = 2_000;
/** Exit status of V8 and of the kernel when memory ran out: SIGABRT and SIGKILL. */
const OUT_OF_MEMORY = new Set(["SIGABRT", "SIGKILL", "SIGTRAP"]);

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs a module of ours in a child process with a heap cap and a deadline, so that a hostile file ends the child and not
 * the server. The child is started from source (`node --import tsx`) at `root`, by default the working directory: the
 * server's bundle does not hold it, so `app/` must lie beside `build/`. Of the environment it gets PATH alone, hence no secrets.
 */
export async function runCapped(task: CappedTask): Promise<CappedAnswer> {
  if (running >= READER_LIMITS.atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await runChild(task);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function runChild(task: CappedTask): Promise<CappedAnswer> {
  const root = task.root ?? process.cwd();
  const seconds = task.seconds ?? READER_LIMITS.seconds;
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${READER_LIMITS.heapMegabytes}`, "--import", "tsx", join(root, task.entry)],
    { cwd: root, env: { PATH: process.env.PATH, NODE_ENV: "production" }, stdio: ["pipe", "pipe", "pipe"] },
  );
  return new Promise((resolve) => {
    const lines: unknown[] = [];
    let answered = 0;
    let detail = "";
    let fault: SheetFault | null = null;
    const stop = (reason: SheetFault) => {
      fault ??= reason;
      child.kill("SIGKILL");
    };
    const deadline = setTimeout(() => stop({ code: "too_slow", facts: { seconds } }), seconds * 1000);
    const take = lineTaker((line) => {
      answered += line.length;
      const tooLong = answered > READER_LIMITS.answerMegabytes * MEGABYTE;
      if (tooLong) stop({ code: "too_many_cells", facts: { limit: SHEET_LIMITS.cells } });
      if (fault !== null) return;
      const value = parsedLine(line);
      if (value === undefined) stop({ code: "reader_failed", facts: {} });
      else lines.push(value);
    });
    child.stdout.on("data", take);
    child.stderr.on("data", (chunk: Buffer) => {
      if (detail.length < KEPT_DETAIL) detail += chunk.toString("utf8").slice(0, KEPT_DETAIL);
    });
    child.stdin.on("error", () => {});
    child.on("error", (error) => {
      clearTimeout(deadline);
      resolve({ ok: false, fault: { code: "reader_failed", facts: {} }, detail: error.message });
    });
    child.on("close", (status, signal) => {
      clearTimeout(deadline);
      if (fault === null && status === 0) resolve({ ok: true, lines });
      else resolve({ ok: false, fault: fault ?? endingOf(signal, status, detail), detail });
    });
    writeTask(child.stdin, task);
  });
}

/** Splits the child's output at line feeds only: a text may hold the separators U+2028 and U+2029, which readline takes for ends of lines. */
function lineTaker(onLine: (line: string) => void): (chunk: Buffer) => void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return (chunk) => {
    const lines = (rest + decoder.write(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  };
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function writeTask(stdin: NodeJS.WritableStream, task: CappedTask): void {
  stdin.write(`${JSON.stringify(task.request)}\n`);
  stdin.end(task.bytes);
}

function endingOf(signal: NodeJS.Signals | null, status: number | null, detail: string): SheetFault {
  const outOfMemory =
    (signal !== null && OUT_OF_MEMORY.has(signal)) || status === 134 || /heap out of memory/.test(detail);
  return { code: outOfMemory ? "too_much_memory" : "reader_failed", facts: {} };
}
