import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import { PAGE_SCRIPTS } from "./build.ts";

/** The pages to serve: the built ones, or freshly from the sources while developing. */
export type Pages = {
  build: ServerBuild | (() => Promise<ServerBuild>);
  clientFolder: string;
  before: RequestHandler[];
  stop: () => Promise<void>;
};

const BUILD = join(process.cwd(), "build");

/** Loads the built server; null when nothing is built. */
export async function loadBuild(): Promise<Pages | null> {
  const entry = join(BUILD, "server", "index.js");
  if (!existsSync(entry)) return null;
  const build = (await import(pathToFileURL(entry).href)) as ServerBuild;
  return { build, clientFolder: join(BUILD, "client"), before: [], stop: async () => {} };
}

/** Small scripts have plain addresses; Vite knows them by their sources. */
const fromSources: RequestHandler = (request, _response, next) => {
  const source = PAGE_SCRIPTS[request.path];
  if (source !== undefined) request.url = `/${source}`;
  next();
};

/** Starts Vite beside the server: pages are compiled when asked for and reload when their sources change. */
export async function loadSources(): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ configFile: "remix.config.js", server: { middlewareMode: true } });
  return {
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
    clientFolder: join(process.cwd(), "public"),
    before: [fromSources, vite.middlewares as RequestHandler],
    stop: () => vite.close(),
  };
}
