import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below the ports that Linux, macOS and Windows give to outgoing connections (from 32768 or 49152 on): otherwise any
 * program's connection, even one of our own pool that dials a server which is down, can sit on the server's port.
 */
const PORTS = { from: 20_000, to: 32_000 };
const TRIES = 50;

/** Whether a server may keep this port, seen from the ports of outgoing connections. */
export function isServerPort(port: number): boolean {
  return port >= PORTS.from && port < PORTS.to;
}

/** Whether nobody listens on this port of 127.0.0.1 at the moment. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port of 127.0.0.1 for a server of ours that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
  throw new Error("no free port on 127.0.0.1");
}
