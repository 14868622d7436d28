import { describe, expect, test } from "vitest";
import { readSources, type SourceFile } from "#tests/support/source-files.ts";

const sources = readSources("app", "db");

/** The layer a file belongs to; the feature's noun is part of it, because features do not know each other. */
function layerOf(path: string): string {
  const [top, second, third] = path.split("/");
  if (top === "db") return "db";
  if (second === "features") return `feature:${third}`;
  if (path.split("/").length === 2) return "routes";
  return second ?? "";
}

/** Code that never reaches the browser: handlers' work, child processes, worker threads. */
function isServerFile(path: string): boolean {
  return /(\.(server|child)|-worker)\.tsx?$/.test(path);
}

const FEATURE_SERVER = ["domain", "db", "platform"];
/** Schemas are built from the base shapes of the platform, which are safe for the browser. */
const FEATURE_SCHEMA = ["domain", "platform"];
const FEATURE_CLIENT = ["domain", "ui", "i18n"];

/** Where the arrows of a file may point, its own layer apart. */
function allowed(path: string): readonly string[] | "all" {
  const layer = layerOf(path);
  if (layer.startsWith("feature:")) {
    if (path.endsWith(".schema.ts")) return FEATURE_SCHEMA;
    return isServerFile(path) ? FEATURE_SERVER : FEATURE_CLIENT;
  }
  const arrows: Record<string, readonly string[]> = {
    routes: ["http", "feature", "ui", "i18n"],
    jobs: ["feature", "platform", "i18n"],
    // Commands on neutral files (pair solve, simulate) call the pure core directly: app/decisions/002.
    cli: ["feature", "jobs", "platform", "i18n", "domain"],
    http: ["domain", "db", "platform", "i18n"],
    db: ["domain", "platform"],
    i18n: ["domain"],
    ui: [],
    platform: [],
    domain: [],
  };
  return arrows[layer] ?? [];
}

/** The starting point of the server, which wires everything together. */
const ENTRIES = ["app/cli/serve.ts"];
/** Closed lists a policy or a form is made of, and `Result`: a route may name them, deciding stays elsewhere. */
const LISTS_FOR_ROUTES = /^app\/domain\/(result|.*\/(rights|fields|states|roles|policy))\.ts$/;
/** The context every command and query takes: its types may be named by whoever makes one. */
const CONTEXT_TYPES = ["db/client.ts", "app/domain/access/actor.ts", "app/domain/result.ts"];

function forbiddenArrows(file: SourceFile): string[] {
  if (ENTRIES.includes(file.path)) return [];
  const own = layerOf(file.path);
  const may = allowed(file.path);
  return file.imports.flatMap(({ target, typeOnly }) => {
    if (target === null) return [];
    const to = layerOf(target);
    const kind = to.startsWith("feature:") ? "feature" : to;
    if (to === own && !(own === "routes")) return [];
    if (own === "routes" && LISTS_FOR_ROUTES.test(target)) return [];
    if (typeOnly && CONTEXT_TYPES.includes(target)) return [];
    return may.includes(kind) ? [] : [`${file.path} → ${target}`];
  });
}

/** Strongly connected groups of more than one file, type imports counted (Tarjan). */
function cycles(files: readonly SourceFile[]): string[][] {
  const known = new Map(files.map((file) => [file.path, file]));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    order.set(path, order.size);
    low.set(path, order.get(path)!);
    stack.push(path);
    for (const { target } of known.get(path)!.imports) {
      if (target === null || !known.has(target)) continue;
      if (!order.has(target)) visit(target);
      if (stack.includes(target)) low.set(path, Math.min(low.get(path)!, low.get(target)!));
    }
    if (low.get(path) !== order.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1) found.push(group);
  };
  for (const path of known.keys()) if (!order.has(path)) visit(path);
  return found;
}

/** Which packages may be imported where; every other file does without them. */
const CONTAINED: Record<string, RegExp> = {
  lucia: /^app\/http\/session\/session\.server\.ts$/,
  recharts: /^app\/ui\/charts\//,
  "drizzle-orm":
    /^(db\/|app\/platform\/database\/|app\/http\/(session\/session|health|metrics)\.server\.ts$|app\/features\/.*\.(server|child)\.ts$)/,
  postgres: /^(db\/|app\/platform\/database\/|app\/features\/installation\/.*\.server\.ts$)/,
  "graphile-worker": /^app\/(jobs|platform)\//,
  hucre: /^app\/platform\/sheets\//,
};

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
}

describe("the arrows of the house", () => {
  test("every import follows an arrow", () => {
    expect(sources.flatMap(forbiddenArrows)).toEqual([]);
  });

  test("nobody imports a route, not even a type", () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target?.startsWith("app/routes/"))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("there is no cycle, type imports counted", () => {
    expect(cycles(sources)).toEqual([]);
  });

  test("the domain imports nothing but the domain", () => {
    const wrong = sources
      .filter(({ path }) => path.startsWith("app/domain/"))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target }) => !target?.startsWith("app/domain/"))
          .map((one) => `${path} → ${one.specifier}`),
      );
    expect(wrong).toEqual([]);
  });

  test("the domain reads no clock and rolls no dice", () => {
    const wrong = sources
      .filter(
        ({ path, text }) =>
          path.startsWith("app/domain/") && /\bnew Date\(\)|Date\.now\(|Math\.random\(|process\./.test(text),
      )
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test("files for the browser import no server file and no database, types apart", () => {
    const wrong = sources
      .filter(({ path }) => /^app\/(ui|i18n|features)\//.test(path) && !isServerFile(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target, typeOnly }) => target !== null && !typeOnly)
          .filter(({ target }) => isServerFile(target!) || target!.startsWith("db/"))
          .map(({ target }) => `${path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("components take no values from a schema, which would bring the whole validator to the phone", () => {
    const wrong = sources
      .filter(({ path }) => path.startsWith("app/features/") && path.endsWith(".tsx"))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target, typeOnly }) => !typeOnly && target?.endsWith(".schema.ts"))
          .map(({ target }) => `${path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("packages that are contained stay behind their door", () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ target, specifier }) => target === null && CONTAINED[packageOf(specifier)]?.test(path) === false,
        )
        .map(({ specifier }) => `${path} → ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test("paths are written from the root or the same folder, with their extension", () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ specifier }) =>
            specifier.startsWith("../../") || (/^[.#]/.test(specifier) && !/\.\w+(\?\w+)?$/.test(specifier)),
        )
        .map(({ specifier }) => `${path} → ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });
});
