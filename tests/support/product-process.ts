import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** One running `serve` process of the built product. */
export type ProductProcess = {
  pid: number;
  origin: string;
  /** Milliseconds from the start of the process to the line that says it listens. */
  readyMs: number;
  log: () => string;
  /** Ends it as a power cut would. */
  kill: () => Promise<void>;
  /** Asks it to end in order; returns its exit status. */
  stop: () => Promise<number | null>;
};

const MAIN = join(process.cwd(), "build", "cli", "main.js");

/** Starts the built product on a port of its own; rejects with its output when it ends before it listens. `flags` are Node's. */
export async function startProduct(
  env: Record<string, string>,
  flags: readonly string[] = [],
): Promise<ProductProcess> {
  const began = Date.now();
  const child = spawn(process.execPath, [...flags, MAIN, "serve"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      HOST: "127.0.0.1",
      LIAISON_LOG: "error",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const port = await new Promise<string>((resolve, reject) => {
    const take = (piece: Buffer) => {
      text += piece.toString();
      const found = /http:\/\/localhost:(\d+)/.exec(text);
      if (found) resolve(found[1]!);
    };
    child.stdout!.on("data", take);
    child.stderr!.on("data", take);
    child.once("exit", (status, signal) => reject(new Error(`ended with ${status ?? signal}: ${text}`)));
  });
  return {
    pid: child.pid!,
    origin: `http://127.0.0.1:${port}`,
    readyMs: Date.now() - began,
    log: () => text,
    kill: () => end(child, "SIGKILL").then(() => undefined),
    stop: () => end(child, "SIGTERM"),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}
