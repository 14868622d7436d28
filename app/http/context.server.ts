import type { AppLoadContext } from "@remix-run/node";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Logger } from "#app/platform/logger.ts";
import type { Clock, Db } from "#db/client.ts";
import type { Auth } from "./session/session.server.ts";

/** What one process holds once and every request may use. */
export type Services = {
  db: Db;
  clock: Clock;
  auth: Auth;
  log: Logger;
  /** `demo` or `real`; the demonstration world shows its mark and the personas. */
  world: "demo" | "real";
  /** Absolute base of links, from configuration only. */
  origin: string;
  /** Lets the sweep know that something may have become due. */
  wakeSweep: () => void;
};

/** What the server puts beside each request. */
export type RequestContext = {
  services: Services;
  requestId: string;
  cspNonce: string;
  /** A whole page is asked for, not the data of one that is open. */
  document: boolean;
  /** Address of the caller as the trusted proxies report it. */
  address: string;
  /** The session's actor, looked up once per request. */
  actor: () => Promise<Actor>;
  /** What the loaders of this document came to already; Remix takes it up instead of asking them again. */
  outcomes?: ReadonlyMap<string, PromiseSettledResult<unknown>>;
  /** Takes a rendered page as text, to be sent with the answer's head: as a body it would become a stream and then text again. */
  keepPage: (text: string) => void;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestContext {}
}

export type { AppLoadContext };
