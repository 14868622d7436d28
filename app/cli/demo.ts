import { openInstallation } from "#app/features/installation/open-installation.server.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLogger } from "#app/platform/logger.ts";
import type { Command } from "./command.ts";
import { makeDemoWorld, printAccounts } from "./demo-world.ts";

/** `demo`: makes the demonstration world where there is none, and prints the accounts to try. */
export const demo: Command = async (_words, out) => {
  const env = readEnv();
  const installation = await openInstallation(env, "demo", createLogger("warn"));
  try {
    await makeDemoWorld(installation, out);
    await printAccounts(installation, out);
    return 0;
  } finally {
    await installation.close();
  }
};
