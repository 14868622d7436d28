import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { createServer, IncomingMessage, type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import type { Actor } from "#app/domain/access/actor.ts";
import { remixHandler } from "./answer/remix-handler.server.ts";
import type { RequestContext, Services } from "./context.server.ts";
import { refuseForeignPosts } from "./csrf.server.ts";
import { healthOf } from "./health.server.ts";
import { type Metrics, measureRequests } from "./metrics.server.ts";
import { closeUnguarded } from "./walk-handlers.server.ts";

/** What the server needs beside the services. */
export type ServerOptions = {
  services: Services;
  /** The built server, or a way to get it anew for each request while developing. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  metrics: Metrics;
  /** Folder with the built client assets. */
  clientFolder: string;
  /** How many proxies in front are trusted to name the caller's address. */
  trustProxy: number;
  /** Hooked in before the pages; the development server's asset middleware. */
  before?: express.RequestHandler[];
};

const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** How long a stopping server waits for running requests before it cuts them. */
const GRACE_MS = 10_000;

/** Stands for the nonce while the headers are made. */
const NONCE = "{nonce}";

/** The security headers with `NONCE` in them, made once: helmet walks through a dozen handlers for the same answer each time. */
function securityHeaders(): [name: string, value: string][] {
  const source = ["'self'", `'nonce-${NONCE}'`];
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: true,
      directives: {
        "default-src": ["'self'"],
        "script-src": source,
        // Mantine sets style attributes; style elements need the nonce all the same.
        "style-src": source,
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'"],
        "upgrade-insecure-requests": null,
      },
    },
    // With no-referrer a form posted without scripts sends Origin: null, which would be refused.
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    strictTransportSecurity: false,
  });
  const headers = new Map<string, string>();
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  answer.setHeader = (name, value) => {
    headers.set(name, String(value));
    return answer;
  };
  protect(answer.req, answer, (fault?: unknown) => {
    if (fault) throw fault;
  });
  return [...headers];
}

function requestFacts(services: Services) {
  const headers = securityHeaders();
  return (request: Request, response: Response, next: NextFunction) => {
    const nonce = randomBytes(16).toString("base64");
    response.locals.cspNonce = nonce;
    response.locals.requestId = randomUUID();
    response.setHeader("X-Request-Id", response.locals.requestId);
    for (const [name, value] of headers) response.setHeader(name, value.replaceAll(NONCE, nonce));
    const started = process.hrtime.bigint();
    response.on("finish", () => {
      const ms = Number(process.hrtime.bigint() - started) / 1e6;
      services.log.debug(
        {
          requestId: response.locals.requestId,
          method: request.method,
          path: request.path,
          status: response.statusCode,
          ms: Math.round(ms),
        },
        "request",
      );
    });
    next();
  };
}

/** Builds the load context of one request; the actor is looked up at most once. */
function contextOf(services: Services) {
  return (request: Request, response: Response, keepPage: (text: string) => void): RequestContext => {
    let actor: Promise<Actor> | undefined;
    return {
      services,
      requestId: response.locals.requestId,
      cspNonce: response.locals.cspNonce,
      document: request.query._data === undefined,
      address: request.ip ?? "unknown",
      keepPage,
      actor: () => {
        actor ??= services.auth.actorOf(request.headers.cookie ?? null);
        return actor;
      },
    };
  };
}

/** The build with every unguarded handler closed; a build made per request is closed each time. */
function guardedBuild(source: ServerOptions["build"]) {
  if (typeof source !== "function") return closeUnguarded(source);
  return { build: async () => closeUnguarded(await source()).build, closed: [] };
}

/** Serves the files that lie in the folder now; every other address is a page's and costs no look at the disk. */
function knownFiles(folder: string, pack: express.RequestHandler): express.RequestHandler {
  const names = new Set(existsSync(folder) ? readdirSync(folder).map((name) => `/${name}`) : []);
  const serve = express.static(folder, { maxAge: 3_600_000, index: false });
  return (request, response, next) => {
    if (!names.has(request.path)) return next();
    pack(request, response, () => serve(request, response, next));
  };
}

/** Puts the whole server together; nothing listens yet. */
export function createApp(options: ServerOptions): express.Express {
  const { services, metrics } = options;
  const { build, closed } = guardedBuild(options.build);
  for (const entry of closed)
    services.log.error({ route: entry.routeId, kind: entry.kind }, "handler without a policy was closed");

  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustProxy);
  app.use(requestFacts(services));
  for (const middleware of options.before ?? []) app.use(middleware);
  const pack = compression();
  app.use(
    "/assets",
    pack,
    express.static(join(options.clientFolder, "assets"), {
      immutable: true,
      maxAge: YEAR_SECONDS * 1000,
      index: false,
    }),
  );
  app.use(knownFiles(options.clientFolder, pack));

  app.get("/healthz", async (_request, response) => {
    const health = await healthOf(services);
    response.setHeader("Cache-Control", "no-store");
    response.status(health.ok ? 200 : 503).json(health);
  });
  app.get("/metrics", async (_request, response) => {
    response.setHeader("Cache-Control", "no-store");
    response.type(metrics.contentType).send(await metrics.text());
  });

  app.use(measureRequests(metrics), refuseForeignPosts(services.origin));
  app.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.all("*", remixHandler({ build, getLoadContext: contextOf(services), mode: process.env.NODE_ENV }));
  app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    services.log.error({ err: error, requestId: response.locals.requestId }, "request failed");
    const busy = error.name === "DatabaseBusyError";
    if (busy) response.setHeader("Retry-After", "2");
    if (!response.headersSent)
      response
        .status(busy ? 503 : 500)
        .type("text")
        .send(busy ? "请稍后再试 Please try again shortly" : "系统故障 Server fault");
  });
  return app;
}

/** Listens and answers with the port; `stop` lets running requests finish, then closes. */
export async function listen(
  app: express.Express,
  port: number,
  host: string,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server: Server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    stop: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
