import { gzipSync } from "node:zlib";
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from "@remix-run/node";
import compression from "compression";
import type { Response as Answer, Request as Asked, RequestHandler } from "express";

/** Pages and data of up to this many bytes are packed in one piece; what is larger or a file is streamed. */
const ONE_PIECE = 1024 * 1024;
/** Less is not worth packing. */
const WORTH_PACKING = 1024;
const PACKING = { level: 4, memLevel: 9 };

const packStream = compression();

/**
 * Answers requests with the Remix build. Our pages are rendered whole, so they are packed and sent whole: led through web streams and a
 * packing stream, a page of fifty rows costs a quarter more. Files and exports are streamed.
 */
export function remixHandler(options: {
  build: ServerBuild | (() => Promise<ServerBuild>);
  getLoadContext: (request: Asked, response: Answer) => AppLoadContext;
  mode?: string;
}): RequestHandler {
  const handle = createRequestHandler(options.build, options.mode);
  return async (asked, answer, next) => {
    try {
      const response = await handle(requestOf(asked, answer), options.getLoadContext(asked, answer));
      await send(asked, answer, response);
    } catch (error) {
      next(error);
    }
  };
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
    init.body = createReadableStreamFromReadable(asked);
    init.duplex = "half";
  }
  return new Request(`${asked.protocol}://${hostOf(asked)}${asked.originalUrl}`, init);
}

/** The host as the trusted proxies report it, else as the caller does. */
function hostOf(asked: Asked): string {
  const port = /:(\d+)$/.exec(asked.get("X-Forwarded-Host") ?? "") ?? /:(\d+)$/.exec(asked.get("Host") ?? "");
  return port ? `${asked.hostname}:${port[1]}` : asked.hostname;
}

async function send(asked: Asked, answer: Answer, response: Response): Promise<void> {
  answer.status(response.status);
  answer.statusMessage = response.statusText;
  for (const [name, value] of response.headers) if (name !== "set-cookie") answer.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) answer.setHeader("Set-Cookie", cookies);
  const { body } = response;
  if (!body) return void answer.end();
  if (!isPage(response)) {
    await new Promise<void>((resolve) => packStream(asked, answer, () => resolve()));
    return writeReadableStreamToWritable(body, answer);
  }
  const whole = Buffer.from(await response.arrayBuffer());
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
