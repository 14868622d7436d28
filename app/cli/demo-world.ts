import { listPersonas } from "#app/features/accounts/list-personas.query.server.ts";
import { type Installation, worldOf } from "#app/features/installation/open-installation.server.ts";
import { DEMO_PASSWORD, seedDemo } from "#app/features/installation/seed-demo.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import type { CommandOut } from "./command.ts";

/** Makes the demonstration world where there is none yet, telling its progress; a world that is there is kept. */
export async function makeDemoWorld(installation: Installation, out: CommandOut): Promise<void> {
  const say = translator("zh-CN");
  if ((await worldOf(installation.db)) === "demo") {
    out.stderr(say("cli.worldKept"));
    return;
  }
  let shown = "";
  await seedDemo(installation, (step, done, total) => {
    const line = say("cli.buildingWorld", { step, done, total });
    if (line !== shown) out.stderr(line);
    shown = line;
  });
  out.stderr(say("cli.worldReady"));
}

/** Prints the cast with the names to sign in by. */
export async function printAccounts(installation: Installation, out: CommandOut): Promise<void> {
  const say = translator("zh-CN");
  const cast = await listPersonas(installation.ctx);
  out.stderr(say("cli.accounts", { password: DEMO_PASSWORD }));
  for (const one of cast) out.stderr(`  ${one.login ?? ""}  ${say.dynamic(`role.${one.role}`)}  ${one.name}`);
}
