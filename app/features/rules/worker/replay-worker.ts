import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "#app/platform/database/connect.ts";
import { type ReplayTask, replayLogs } from "./replay-logs.server.ts";

const { url, task } = workerData as { url: string; task: ReplayTask };
const db = openDatabase({ url, poolSize: 1, readPoolSize: 2 });
const figures = await replayLogs(db, task, (done) => parentPort?.postMessage({ done }));
parentPort?.postMessage({ figures });
await db.close();
