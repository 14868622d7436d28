import { findActorByLogin } from "#app/features/accounts/find-actor.query.server.ts";
import {
  type Installation,
  openInstallation,
  worldOf,
} from "#app/features/installation/open-installation.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLogger } from "#app/platform/logger.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandOut } from "./command.ts";

/** What a command that works on an installation is given. */
export type CliSession = {
  installation: Installation;
  /** The acting context: the system, or the user named by --as. */
  ctx: Installation["ctx"];
  args: Arguments;
  json: boolean;
  out: CommandOut;
  /** Words a refusal in the language of the terminal. */
  say: ReturnType<typeof translator>;
};

function terminalLocale(): "zh-CN" | "en" {
  const named = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
  return named.startsWith("zh") ? "zh-CN" : "en";
}

/**
 * Makes a command out of `work`: reads its words, opens the installation (`--demo`: the demonstration's), names the actor (`--as`),
 * and closes everything again. Logging stays at warnings so that a terminal shows the result alone.
 */
export function onInstallation(
  valued: string[],
  flags: string[],
  work: (session: CliSession) => Promise<number>,
): Command {
  return async (words, out) => {
    const args = readArguments(words, [...valued, "as"], [...flags, "demo", "json"]);
    if (typeof args === "string") {
      out.stderr(args);
      return 2;
    }
    const env = readEnv();
    const log = createLogger(env.LIAISON_LOG === "info" ? "warn" : env.LIAISON_LOG);
    const say = translator(terminalLocale());
    const installation = await openInstallation(env, args.flags.has("demo") ? "demo" : "real", log, {
      poolSize: 4,
    });
    try {
      const as = args.options.get("as");
      const actor = as === undefined ? installation.ctx.actor : await findActorByLogin(installation.ctx, as);
      if (!actor) {
        out.stderr(say("cli.unknownUser", { user: as ?? "" }));
        return 2;
      }
      if (args.flags.has("demo") && (await worldOf(installation.db)) === null) {
        out.stderr(say("cli.noDemo"));
        return 1;
      }
      const ctx = { ...installation.ctx, actor };
      return await work({ installation, ctx, args, json: args.flags.has("json"), out, say });
    } finally {
      await installation.close();
    }
  };
}
