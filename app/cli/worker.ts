import { openInstallation } from "#app/features/installation/open-installation.server.ts";
import { startJobs } from "#app/jobs/start-jobs.ts";
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
  const jobs = startJobs(installation, log, {
    swept: (escalated) => {
      if (escalated > 0) log.info({ escalated }, "swept");
    },
    clockOff: () => {},
    clocksDiffer: () => {},
  });
  await untilTold();
  await jobs.stop();
  await installation.close();
  return 0;
};
