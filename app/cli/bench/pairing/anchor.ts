import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { FlowNetwork } from "#app/domain/pairing/network.ts";

const run = promisify(execFile);

/** The network as little-endian int32: n, m, supply[n], from[m], to[m], capacity[m], cost[m]. */
export function layOutNetwork(network: FlowNetwork): Int32Array {
  const { nodes, arcs, supply, from, to, capacity, cost } = network;
  const words = new Int32Array(2 + nodes + 4 * arcs);
  words.set([nodes, arcs]);
  words.set(supply, 2);
  [from, to, capacity, cost].forEach((column, i) => {
    words.set(column, 2 + nodes + i * arcs);
  });
  return words;
}

/** Solves a dumped network once with the anchor's network simplex: `BINARY FILE ns 1`; milliseconds and the flow's cost. */
export async function runAnchor(binary: string, file: string): Promise<{ ms: number; objective: number }> {
  const { stdout } = await run(binary, [file, "ns", "1"]);
  const told = JSON.parse(stdout) as { run_s: number[]; obj: number };
  return { ms: told.run_s[0]! * 1000, objective: told.obj };
}
