import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { attendance } from "#app/platform/database/embedded/attendance.ts";
import { stopPostmaster } from "#app/platform/database/embedded/postmaster.ts";
import { isPostgresOf, readPostmasterFile } from "#app/platform/database/embedded/postmaster-file.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the run's throw-away PostgreSQL lives; the first test that needs it starts it. */
    postgresHome: string;
  }
}

type Shared = { home: string; projects: number };

/** One for all projects of a run: each project loads this file by itself, in the same process. */
const KEY = Symbol.for("liaison.tests.postgres");
const registry = globalThis as { [KEY]?: Shared };

function open(): Shared {
  const home = mkdtempSync(join(tmpdir(), "liaison-tests-"));
  chmodSync(home, 0o711);
  // Signed in as a user, so that the server's guard stops it when the run is killed, and only then.
  attendance(home).enter();
  return { home, projects: 0 };
}

async function close({ home }: Shared): Promise<void> {
  const data = join(home, "cluster", "data");
  const file = readPostmasterFile(data);
  if (file && isPostgresOf(file.pid, data)) await stopPostmaster(file.pid);
  rmSync(home, { recursive: true, force: true });
}

export default function setup(project: TestProject): () => Promise<void> {
  const shared = registry[KEY] ?? open();
  registry[KEY] = shared;
  shared.projects++;
  project.provide("postgresHome", shared.home);
  return async () => {
    shared.projects--;
    if (shared.projects > 0) return;
    registry[KEY] = undefined;
    await close(shared);
  };
}
