import { defineConfig } from "vitest/config";

const root = new URL("..", import.meta.url).pathname;

/** One project a folder, so that each can be run alone: `vitest -c tests/vitest.config.ts --project unit`. */
function project(name: string, extra: Record<string, unknown> = {}) {
  return {
    root,
    test: { name, include: [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`], ...extra },
  };
}

export default defineConfig({
  root,
  test: {
    projects: [
      project("unit"),
      project("golden", { testTimeout: 120_000 }),
      project("architecture", { testTimeout: 60_000 }),
      project("simulation", { testTimeout: 600_000 }),
      project("integration", { testTimeout: 60_000, hookTimeout: 60_000 }),
      project("routes", { testTimeout: 60_000, hookTimeout: 120_000 }),
      project("e2e", { testTimeout: 300_000, hookTimeout: 300_000 }),
    ],
  },
});
