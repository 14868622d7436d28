import { spawn } from "node:child_process";
import { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "#app/platform/ports.ts";
import { send } from "./drive.ts";

/** A process of ours that answers on a port. */
export type ServingProcess = { pid: number; port: number; stop: () => Promise<void> };

const READY_WITHIN_MS = 180_000;

/** Starts node with these words in production and waits until `path` is answered. */
export async function startProcess(
  words: readonly string[],
  env: Record<string, string>,
  path: string,
): Promise<ServingProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, words, {
    env: {
      ...process.env,
      NODE_ENV: "production",
      LIAISON_LOG: "warn",
      ...env,
      PORT: String(port),
      HOST: "127.0.0.1",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const agent = new Agent();
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await delay(100)) {
    if (child.exitCode !== null)
      throw new Error(`${words.join(" ")} ended with status ${child.exitCode} before it served`);
    const answer = await send(port, agent, { path }).catch(() => null);
    if (answer?.status === 200) return { pid: child.pid!, port, stop };
  }
  await stop();
  throw new Error(`${words.join(" ")} did not answer on ${path} in time`);
}
