import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "./command.ts";

const ROOT = process.cwd();
const STAMP = join(ROOT, "build", ".stamp");
/** What the built output is made from. */
const SOURCES = ["app", "db", "public", "remix.config.js", "package-lock.json", "tsconfig.json"];
/** The pages' server and client, and the command line in one piece: from single files it takes three times as long to start. */
const BUILT = [join(ROOT, "build", "server", "index.js"), join(ROOT, "build", "cli", "main.js")];

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** Digest of everything that goes into the build. */
function digestOfSources(): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((path) => filesUnder(join(ROOT, path)))) {
    hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function buildPages(tool: string, log: (line: string) => void): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tool, "vite:build", "--config", "remix.config.js"], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const keep = (chunk: Buffer) => {
      said += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("close", (code) => {
      if (code !== 0) log(said);
      resolve(code ?? 1);
    });
  });
}

/** Files that run as threads or processes of their own, found by their names beside the command line (app/platform/start-worker.ts). */
export const THREADS = [
  "app/features/pairings/worker/solve-worker.ts",
  "app/features/rules/worker/replay-worker.ts",
  "app/platform/pictures/picture-child.ts",
];

async function buildCommandLine(): Promise<void> {
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: ROOT,
    logLevel: "warn",
    publicDir: false,
    build: {
      ssr: true,
      outDir: "build/cli",
      target: "node20",
      minify: false,
      sourcemap: true,
      rollupOptions: { input: ["app/cli/main.ts", ...THREADS] },
    },
  });
}

/** Scripts of pages without React, by address: each one file, packed small, because a page waits for every one. */
export const PAGE_SCRIPTS: Readonly<Record<string, string>> = {
  "/contact-form.js": "app/features/contacts/phone/contact-form.ts",
  "/outbox.js": "app/features/contacts/phone/outbox-page.ts",
  "/sw.js": "app/features/contacts/phone/service-worker.ts",
};

async function buildPageScripts(): Promise<void> {
  const { build } = await import("vite");
  for (const [address, source] of Object.entries(PAGE_SCRIPTS))
    await build({
      configFile: false,
      root: ROOT,
      logLevel: "warn",
      publicDir: false,
      build: {
        outDir: "build/client",
        emptyOutDir: false,
        target: ["chrome87", "safari14", "firefox78"],
        modulePreload: false,
        rollupOptions: { input: source, output: { format: "iife", entryFileNames: address.slice(1) } },
      },
    });
}

/**
 * Builds server, client and command line when the sources have changed since the last build; otherwise does nothing. An installation
 * without the build tools (npm ci --omit=dev) uses what was built before. Returns the exit status.
 */
export async function ensureBuild(log: (line: string) => void): Promise<number> {
  const digest = digestOfSources();
  const complete = BUILT.every((file) => existsSync(file));
  if (complete && existsSync(STAMP) && readFileSync(STAMP, "utf8") === digest) return 0;
  const tool = join(ROOT, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  if (!existsSync(tool)) return complete ? 0 : 1;
  const status = await buildPages(tool, log);
  if (status !== 0) return status;
  await buildPageScripts();
  await buildCommandLine();
  writeFileSync(STAMP, digest);
  return 0;
}

/** `build`: see {@link ensureBuild}. */
export const build: Command = async (_words, out) => ensureBuild(out.stderr);
