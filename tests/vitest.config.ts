import { defineConfig } from "vitest/config";

const root = new URL("..", import.meta.url).pathname;

/** One project a folder, so that each can be run alone: `vitest -c tests/vitest.config.ts --project unit`. */
function project(name: string, extra: Record<string, unknown> = {}) {
  return {
    root,
    test: { name, include: [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`], ...extra },
  };
}

/** For projects that need PostgreSQL: one throw-away server a run, shared by all of them. */
const postgres = { globalSetup: ["tests/support/postgres-setup.ts"] };

export default defineConfig({
  root,
  test: {
    // One for each core of the machines this is promised for; by itself vitest leaves one core idle.
    maxWorkers: 2,
    projects: [
      // Those that touch nothing but their own values share what they import: loading it anew for each file takes as long as they do.
      project("unit", { isolate: false }),
      project("golden", { isolate: false, testTimeout: 120_000 }),
      project("architecture", { isolate: false, testTimeout: 60_000 }),
      project("simulation", { ...postgres, testTimeout: 600_000 }),
      project("integration", { ...postgres, testTimeout: 60_000, hookTimeout: 60_000 }),
      project("routes", { ...postgres, testTimeout: 240_000, hookTimeout: 120_000 }),
      project("e2e", { ...postgres, testTimeout: 300_000, hookTimeout: 300_000 }),
    ],
  },
});
