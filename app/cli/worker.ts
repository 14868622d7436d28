import { openInstallation } from "#app/features/installation/open-installation.server.ts";
import { carriageOf } from "#app/jobs/carriage.ts";
import { type Report, startJobs } from "#app/jobs/start-jobs.ts";
import { configuredCarriers } from "#app/platform/channels/configured.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLogger } from "#app/platform/logger.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { untilTold } from "./until-told.ts";

/** `worker`: the jobs alone (sweep, audit seal, forgetting), for an installation with several instances. */
export const worker: Command = async (words, out) => {
  const args = readArguments(words, [], ["demo"]);
  if (typeof args === "string") {
    out.stderr(args);
    return 2;
  }
  const env = readEnv();
  const log = createLogger(env.LIAISON_LOG);
  const installation = await openInstallation(env, args.flags.has("demo") ? "demo" : "real", log, {
    poolSize: 4,
  });
  const carriers = configuredCarriers(env, (line) => log.info(line));
  const origin = env.LIAISON_ORIGIN ?? `http://localhost:${env.PORT}`;
  const report: Report = {
    swept: (escalated) => {
      if (escalated > 0) log.info({ escalated }, "swept");
    },
    clockOff: () => {},
    clocksDiffer: () => {},
  };
  const jobs = startJobs(installation, log, report, carriageOf(carriers, origin));
  await untilTold();
  await jobs.stop();
  await installation.close();
  return 0;
};
