import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { openInstallation, type World } from "#app/features/installation/open-installation.server.ts";
import type { Services } from "#app/http/context.server.ts";
import { createMetrics } from "#app/http/metrics.server.ts";
import { createApp, listen } from "#app/http/server.ts";
import { createAuth } from "#app/http/session.server.ts";
import { testClockRoute } from "#app/http/test-clock.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { startJobs } from "#app/jobs/start-jobs.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLogger } from "#app/platform/logger.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./commands.ts";
import { makeDemoWorld, printAccounts } from "./demo-world.ts";

const BUILD = join(process.cwd(), "build");

/**
 * `serve`: opens the installation, starts the jobs, listens, and stops in order on SIGTERM or SIGINT: no new requests, the running
 * ones finish, jobs finish their round, the database is let go.
 */
export const serve: Command = async (words, out) => {
  const args = readArguments(words, [], ["demo"]);
  if (typeof args === "string") {
    out.stderr(args);
    return 2;
  }
  const env = readEnv();
  const world: World = args.flags.has("demo") ? "demo" : "real";
  const log = createLogger(env.LIAISON_LOG);
  const say = translator("zh-CN");
  const entry = join(BUILD, "server", "index.js");
  if (!existsSync(entry)) {
    out.stderr(say("cli.notBuilt"));
    return 1;
  }
  let testOffsetMs = 0;
  const [build, installation] = await Promise.all([
    import(pathToFileURL(entry).href) as Promise<ServerBuild>,
    openInstallation(env, world, log, { keepAlive: true, testOffsetMs: () => testOffsetMs }),
  ]);
  if (world === "demo") await makeDemoWorld(installation, out);

  const metrics = createMetrics();
  const jobs = startJobs(installation, log, (escalated) => metrics.sweepRaised.inc(escalated));
  const origin = env.LIAISON_ORIGIN ?? `http://localhost:${env.PORT}`;
  const { db, clock } = installation;
  const services: Services = {
    db,
    clock,
    auth: createAuth(db, clock, origin.startsWith("https://")),
    log,
    world,
    origin,
    wakeSweep: jobs.wakeSweep,
  };
  const before = env.testClock
    ? [
        testClockRoute((ms) => {
          testOffsetMs = ms;
          jobs.wakeSweep();
        }),
      ]
    : [];
  const app = createApp({
    services,
    build,
    metrics,
    clientFolder: join(BUILD, "client"),
    trustProxy: env.LIAISON_TRUST_PROXY,
    before,
  });
  const server = await listen(app, env.PORT, env.HOST);
  const url = env.LIAISON_ORIGIN ?? `http://localhost:${server.port}`;
  if (world === "demo") await printAccounts(installation, out);
  out.stdout(say("cli.listening", { url }));

  await new Promise<void>((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
  out.stderr(say("cli.stopping"));
  await server.stop();
  await jobs.stop();
  await installation.close();
  return 0;
};
