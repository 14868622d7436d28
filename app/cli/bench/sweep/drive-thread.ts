import { parentPort, workerData } from "node:worker_threads";
import { drive } from "#app/cli/bench/drive.ts";
import type { DriveApart } from "./drive-apart.ts";

const { port, connections, ask } = workerData as DriveApart;
let over = false;

parentPort?.on("message", async (told: number | "stop") => {
  if (told === "stop") {
    over = true;
    return;
  }
  over = false;
  const accept = (status: number) => status === 200;
  const isOver = () => over;
  parentPort?.postMessage(await drive({ port, connections, ms: told, next: () => ask, accept, isOver }));
});
parentPort?.postMessage("ready");
