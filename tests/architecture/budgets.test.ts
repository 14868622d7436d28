import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { NAVIGATION } from "#app/http/page/navigation.ts";
import { ROOT } from "#tests/support/source-files.ts";

const CLIENT = join(ROOT, "build/client");
const built = existsSync(join(CLIENT, "assets"));
if (!built) console.warn("budgets: build/client is absent, nothing is weighed; run the build first");

const KB = 1000;
/** Compressed script of a page, in bytes. Source: the stack's two ways of delivering a page. */
const PHONE_LIMIT = 130 * KB;
const DESK_LIMIT = 330 * KB;
/** A page without React, in all; its HTML is allowed the larger part. */
const PLAIN_LIMIT = 15 * KB;
const PLAIN_HTML_ALLOWANCE = 8 * KB;
const PLAIN_STYLE_LIMIT = 6 * KB;
/** Scripts that come after the page is usable: app/decisions/011. */
const LATER = ["outbox.js", "sw.js"];

type Part = { module: string; imports?: string[]; css?: string[] };
type Manifest = {
  entry: Part;
  routes: Record<string, Part & { id: string; parentId?: string; path?: string; index?: boolean }>;
  url: string;
};

function gzipped(path: string): number {
  return gzipSync(readFileSync(join(CLIENT, path))).length;
}

function readManifest(): Manifest {
  const file = readdirSync(join(CLIENT, "assets")).find((name) => /^manifest-.*\.js$/.test(name));
  if (file === undefined) throw new Error("the build holds no manifest");
  const text = readFileSync(join(CLIENT, "assets", file), "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Manifest;
}

/** The dictionaries a page loads, each in the larger of the two languages: desks load a second one. */
function dictionaries(phone: boolean): string[] {
  return (phone ? [/^dictionary-/] : [/^dictionary-/, /^desk-dictionary-/]).map((name) => {
    const files = readdirSync(join(CLIENT, "assets")).filter((file) => name.test(file));
    expect(files).toHaveLength(2);
    return `/assets/${files.sort((a, b) => gzipped(`assets/${b}`) - gzipped(`assets/${a}`))[0]}`;
  });
}

/** All scripts a page asks for before it works: entry, its own and its parents' modules, the dictionaries. */
function scriptsOf(manifest: Manifest, routeId: string, phone: boolean): string[] {
  const parts: Part[] = [manifest.entry];
  for (let route = manifest.routes[routeId]; route; route = manifest.routes[route.parentId ?? ""])
    parts.push(route);
  const files = parts.flatMap((part) => [part.module, ...(part.imports ?? [])]);
  return [...new Set([...files, manifest.url, ...dictionaries(phone)])];
}

function pathOf(manifest: Manifest, routeId: string): string {
  const parts: string[] = [];
  for (let route = manifest.routes[routeId]; route; route = manifest.routes[route.parentId ?? ""])
    if (route.path) parts.unshift(route.path);
  return `/${parts.join("/")}`;
}

function sourceOf(routeId: string): string {
  const path = join(ROOT, "app", `${routeId}.tsx`);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** Pages opened on phones: the places of deputies and firms, and what lies below them. */
function isPhonePage(path: string): boolean {
  const places = NAVIGATION.filter((entry) =>
    entry.roles.some((role) => role === "deputy" || role === "firm_representative"),
  );
  return places.some(({ to }) => path === to || path.startsWith(`${to}/`));
}

describe.skipIf(!built)("the weight of a page", () => {
  const manifest = built ? readManifest() : { entry: { module: "" }, routes: {}, url: "" };
  const pages = Object.keys(manifest.routes).filter((id) => {
    const source = sourceOf(id);
    return id !== "root" && source.includes("export default") && !source.includes('delivery: "plain"');
  });

  test("every hydrated page stays within its budget of script, 130 kB on phones and 330 kB at desks", () => {
    const heavy = pages
      .map((id) => {
        const path = pathOf(manifest, id);
        const phone = isPhonePage(path);
        const bytes = scriptsOf(manifest, id, phone).reduce((sum, file) => sum + gzipped(file), 0);
        return { path, bytes, limit: phone ? PHONE_LIMIT : DESK_LIMIT };
      })
      .filter(({ bytes, limit }) => bytes > limit);
    expect(pages.length).toBeGreaterThan(0);
    expect(heavy).toEqual([]);
  });

  test("a page without React loads one small style sheet and at most a small script", () => {
    const style = readdirSync(join(CLIENT, "assets")).find((name) => /^plain-(?!form-).*\.css$/.test(name));
    expect(readFileSync(join(CLIENT, "assets", style ?? "")).length).toBeLessThanOrEqual(PLAIN_STYLE_LIMIT);
    const scripts = readdirSync(CLIENT).filter((name) => name.endsWith(".js") && !LATER.includes(name));
    const largest = Math.max(0, ...scripts.map((name) => gzipped(name)));
    const total = gzipped(`assets/${style}`) + largest + PLAIN_HTML_ALLOWANCE;
    expect(total).toBeLessThanOrEqual(PLAIN_LIMIT);
  });

  test("charts are not part of any page's first load", () => {
    const eager = pages.filter((id) =>
      scriptsOf(manifest, id, false).some((file) => file.includes("-drawing")),
    );
    expect(eager).toEqual([]);
  });
});
