import { parentPort, workerData } from "node:worker_threads";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { solveHere } from "./solve-registered.server.ts";

parentPort?.postMessage(solveHere(workerData as PairingProblem));
