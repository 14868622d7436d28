import { openInstallation, type World } from "#app/features/installation/open-installation.server.ts";
import type { Services } from "#app/http/context.server.ts";
import { createMetrics } from "#app/http/metrics.server.ts";
import { createApp, listen } from "#app/http/server.ts";
import { createAuth } from "#app/http/session/session.server.ts";
import { testClockRoute } from "#app/http/test-clock.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { carriageOf } from "#app/jobs/carriage.ts";
import { type Report, startJobs } from "#app/jobs/start-jobs.ts";
import { configuredCarriers } from "#app/platform/channels/configured.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLogger } from "#app/platform/logger.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { makeDemoWorld, printAccounts } from "./demo-world.ts";
import { loadBuild, loadSources } from "./load-build.ts";
import { untilTold } from "./until-told.ts";

/**
 * `serve`: opens the installation, starts the jobs, listens, and stops in order on SIGTERM or SIGINT: no new requests, the running
 * ones finish, jobs finish their round, the database is let go.
 */
export const serve: Command = async (words, out) => {
  const args = readArguments(words, [], ["demo", "dev"]);
  if (typeof args === "string") {
    out.stderr(args);
    return 2;
  }
  const env = readEnv();
  const world: World = args.flags.has("demo") ? "demo" : "real";
  const log = createLogger(env.LIAISON_LOG);
  const say = translator("zh-CN");
  const pages = args.flags.has("dev") ? await loadSources() : await loadBuild();
  if (!pages) {
    out.stderr(say("cli.notBuilt"));
    return 1;
  }
  let testOffsetMs = 0;
  const installation = await openInstallation(env, world, log, {
    keepAlive: true,
    testOffsetMs: () => testOffsetMs,
  });
  if (world === "demo") await makeDemoWorld(installation, out);

  const metrics = createMetrics();
  const origin = env.LIAISON_ORIGIN ?? `http://localhost:${env.PORT}`;
  const carriers = configuredCarriers(env, (line) => log.info(line));
  const report: Report = {
    swept: (escalated) => metrics.sweepRaised.inc(escalated),
    clockOff: (seconds) => metrics.clockOff.set(seconds),
    clocksDiffer: (issues) => metrics.clocksDiffer.set(issues),
  };
  const jobs = startJobs(installation, log, report, carriageOf(carriers, origin));
  const { db, clock } = installation;
  const auth = createAuth(db, clock, origin.startsWith("https://"));
  const services: Services = { db, clock, auth, log, world, origin, wakeSweep: jobs.wakeSweep };
  const moveClock = testClockRoute((ms) => {
    testOffsetMs = ms;
    jobs.wakeSweep();
  });
  const app = createApp({
    services,
    build: pages.build,
    metrics,
    clientFolder: pages.clientFolder,
    trustProxy: env.LIAISON_TRUST_PROXY,
    before: [...(env.testClock ? [moveClock] : []), ...pages.before],
  });
  const server = await listen(app, env.PORT, env.HOST);
  if (world === "demo") await printAccounts(installation, out);
  out.stdout(say("cli.listening", { url: env.LIAISON_ORIGIN ?? `http://localhost:${server.port}` }));

  await untilTold();
  out.stderr(say("cli.stopping"));
  await server.stop();
  await jobs.stop();
  await pages.stop();
  await installation.close();
  return 0;
};
