import { gzipSync } from "node:zlib";
import {
  type AppLoadContext,
  createRequestHandler,
  type RequestHandler as RemixHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from "@remix-run/node";
import compression from "compression";
import type { Response as Answer, Request as Asked, RequestHandler } from "express";
import { bodyStream } from "./body-stream.ts";
import { handOver } from "./hand-over.server.ts";
import { narrowBuilds, type Way } from "./narrow-build.ts";
import { quickPages, type RenderedPage } from "./quick-pages.server.ts";

/** Pages and data of up to this many bytes are packed in one piece; what is larger or a file is streamed. */
const ONE_PIECE = 1024 * 1024;
/** Less is not worth packing. */
const WORTH_PACKING = 1024;
const PACKING = { level: 1, memLevel: 9 };

const packStream = compression();

/**
 * Answers requests with the Remix build. Our pages are rendered whole, so they are packed and sent whole: led through web streams and a
 * packing stream, a page of fifty rows costs a quarter more. Files and exports are streamed.
 */
export function remixHandler(options: {
  build: ServerBuild | (() => Promise<ServerBuild>);
  getLoadContext: (request: Asked, response: Answer, keepPage: (text: string) => void) => AppLoadContext;
  mode?: string;
}): RequestHandler {
  const answererFor = answerers(options.build, options.mode);
  return async (asked, answer, next) => {
    try {
      let page: string | undefined;
      const context = options.getLoadContext(asked, answer, (text) => {
        page = text;
      });
      const request = requestOf(asked, answer);
      const { quick, remix } = answererFor(asked.path);
      const rendered = quick && asksForDocument(asked, request) ? await quick(request, context) : null;
      if (rendered) return sendPage(asked, answer, rendered);
      await send(asked, answer, await remix(request, context), page);
    } catch (error) {
      next(error);
    }
  };
}

/** How the pages of an address are answered: the quick way where it can, else Remix. */
type Answerer = { quick?: ReturnType<typeof quickPages>; remix: RemixHandler };

/** The answerer of an address: one for each way; a build made anew for each request is used as it is. */
function answerers(build: ServerBuild | (() => Promise<ServerBuild>), mode?: string) {
  if (typeof build === "function") {
    const remix = createRequestHandler(build, mode);
    return (): Answerer => ({ remix });
  }
  const wayTo = narrowBuilds(build);
  const handlers = new Map<ServerBuild, RemixHandler>();
  const made = new WeakMap<Way, Answerer>();
  return (pathname: string): Answerer => {
    const way = wayTo(pathname);
    const known = made.get(way);
    if (known) return known;
    const remix = handlers.get(way.build) ?? createRequestHandler(handOver(way.build), mode);
    handlers.set(way.build, remix);
    const answerer = { quick: quickPages(way), remix };
    made.set(way, answerer);
    return answerer;
  };
}

/** A page is asked for by its very address: not what a form does, not the data of a page that is open, and nothing Remix would read first. */
function asksForDocument(asked: Asked, request: Request): boolean {
  if (asked.method !== "GET" || asked.query._data !== undefined || asked.query.index !== undefined)
    return false;
  return new URL(request.url).pathname === asked.path;
}

/** The request as Remix takes it; aborted when the caller goes away before the answer is there. */
function requestOf(asked: Asked, answer: Answer): Request {
  const gone = new AbortController();
  answer.once("close", () => {
    if (!answer.writableFinished) gone.abort();
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(asked.headers)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one);
    else if (value) headers.set(name, value);
  }
  const init: RequestInit & { duplex?: "half" } = { method: asked.method, headers, signal: gone.signal };
  if (asked.method !== "GET" && asked.method !== "HEAD") {
    init.body = bodyStream(asked, answer);
    init.duplex = "half";
  }
  return new Request(`${asked.protocol}://${hostOf(asked)}${asked.originalUrl}`, init);
}

/** The host as the trusted proxies report it, else as the caller does. */
function hostOf(asked: Asked): string {
  const port = /:(\d+)$/.exec(asked.get("X-Forwarded-Host") ?? "") ?? /:(\d+)$/.exec(asked.get("Host") ?? "");
  return port ? `${asked.hostname}:${port[1]}` : asked.hostname;
}

async function send(asked: Asked, answer: Answer, response: Response, page?: string): Promise<void> {
  answer.status(response.status);
  answer.statusMessage = response.statusText;
  for (const [name, value] of response.headers) if (name !== "set-cookie") answer.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) answer.setHeader("Set-Cookie", cookies);
  const { body } = response;
  if (page === undefined && !body) return void answer.end();
  if (body && !isPage(response)) {
    await new Promise<void>((resolve) => packStream(asked, answer, () => resolve()));
    return writeReadableStreamToWritable(body, answer);
  }
  sendWhole(
    asked,
    answer,
    page === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(page),
  );
}

function sendPage(asked: Asked, answer: Answer, page: RenderedPage): void {
  for (const [name, value] of page.headers) answer.setHeader(name, value);
  sendWhole(asked, answer, Buffer.from(page.text));
}

function sendWhole(asked: Asked, answer: Answer, whole: Buffer): void {
  const fits = whole.length >= WORTH_PACKING && whole.length <= ONE_PIECE;
  const packs = fits && asked.acceptsEncodings("gzip") === "gzip";
  const sent = packs ? gzipSync(whole, PACKING) : whole;
  answer.vary("Accept-Encoding");
  if (packs) answer.setHeader("Content-Encoding", "gzip");
  answer.setHeader("Content-Length", sent.length);
  answer.end(sent);
}

/** A page or its data, made in memory; a file says how it wants to be kept. */
function isPage(response: Response): boolean {
  const kind = response.headers.get("Content-Type") ?? "";
  return /^(text\/html|application\/json)/.test(kind) && !response.headers.has("Content-Disposition");
}
