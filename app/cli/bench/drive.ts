import { Agent, type IncomingMessage, request } from "node:http";
import { percentile } from "./row.ts";

/** One request to send; the headers come on top of the driver's. */
export type Ask = { path: string; method?: string; headers?: Record<string, string>; body?: string };

/** Where and how long to ask; `next` gives the n-th request. `accept` says which answers are right ones; `isOver` ends it before its time. */
export type Drive = {
  port: number;
  connections: number;
  ms: number;
  next: (n: number) => Ask;
  accept: (status: number) => boolean;
  isOver?: () => boolean;
};

/** `requests` counts all of them; times and requests a second are of those begun once all connections were under way. */
export type Driven = { p50: number; p95: number; p99: number; rps: number; requests: number; errors: number };

/** Sends one request and waits for the whole answer. */
export function send(
  port: number,
  agent: Agent,
  ask: Ask,
): Promise<{ status: number; answer: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { path, method = "GET", headers, body } = ask;
    const sent = request({ port, host: "127.0.0.1", agent, path, method, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.once("error", reject);
      answer.once("end", () =>
        resolve({ status: answer.statusCode ?? 0, answer, body: Buffer.concat(pieces) }),
      );
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** All connections open at once and ask at once; so long after that they wait for one another as they will, and what they wait is counted. */
const UNDER_WAY_MS = 500;

/** Keeps `connections` connections busy, each asking again as soon as it is answered, and tells how long answers took. */
export async function drive(plan: Drive): Promise<Driven> {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.connections });
  const taken: number[] = [];
  let errors = 0;
  let sent = 0;
  const begun = performance.now();
  const counted = begun + Math.min(UNDER_WAY_MS, plan.ms / 4);
  const until = begun + plan.ms;
  const work = async () => {
    while (performance.now() < until && !plan.isOver?.()) {
      const from = performance.now();
      try {
        const { status } = await send(plan.port, agent, plan.next(sent++));
        if (!plan.accept(status)) errors++;
      } catch {
        errors++;
      }
      if (from >= counted) taken.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: plan.connections }, work));
  const seconds = (performance.now() - counted) / 1000;
  agent.destroy();
  taken.sort((a, b) => a - b);
  return {
    p50: percentile(taken, 0.5),
    p95: percentile(taken, 0.95),
    p99: percentile(taken, 0.99),
    rps: Math.round(taken.length / seconds),
    requests: sent,
    errors,
  };
}
