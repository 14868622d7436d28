import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

/** Small modules that every page, or every list, needs anyway: one file each instead of a dozen requests and a dozen lines in each page. */
const TOGETHER = [
  [
    "frame",
    /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run)\/|app\/(i18n\/(context|translator|format|locale|preferences)|http\/page\/|ui\/(fault-page|words|mark|icon|use-follow|feedback\/notice|form\/button\.|shell\/page-header|record\/status-badge)\b|features\/shell\/components\/help-foot)/,
  ],
  ["list", /app\/ui\/list\//],
  ["form", /app\/(ui\/form\/(post-form|fields|form-scope)|ui\/form-key|i18n\/form-messages)/],
  ["marks", /app\/(ui\/marks\/|features\/issues\/components\/issue-look)/],
];

/** Remix 2.17 runs on Vite: this file is the Vite config (`remix vite:build --config remix.config.js`). */
export default defineConfig(({ mode, isSsrBuild }) => ({
  plugins: [
    remix({
      appDirectory: "app",
      buildDirectory: "build",
      serverModuleFormat: "esm",
      ignoredRouteFiles: ["**/*.test.{ts,tsx}", "**/*.module.css"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        // Off on purpose: their wire formats carry advisories that Remix 2 will not fix.
        v3_singleFetch: false,
        v3_lazyRouteDiscovery: false,
      },
    }),
  ],
  css: {
    // Rows of a list repeat their class names fifty times, so they are short in production.
    modules: { generateScopedName: mode === "production" ? "[hash:base64:4]" : "[name]_[local]" },
  },
  build: {
    // Office computers and phones that are several years old.
    target: ["chrome87", "safari14", "firefox78"],
    assetsInlineLimit: 0,
    manifest: true,
    rollupOptions: isSsrBuild
      ? {}
      : { output: { manualChunks: (id) => TOGETHER.find(([, files]) => files.test(id))?.[0] } },
  },
  server: { warmup: { clientFiles: ["./app/root.tsx", "./app/entry.client.tsx"] } },
}));
