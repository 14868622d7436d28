import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { onInstallation } from "./session.ts";

/** `sweep --once`: raises everything that is due now, in as many short transactions as it takes, and says how much it was. */
export const sweep = onInstallation([], ["once"], async ({ ctx, args, json, out, say }) => {
  if (!args.flags.has("once")) {
    out.stderr("sweep --once");
    return 2;
  }
  const total = { examined: 0, escalated: 0 };
  for (;;) {
    const round = await sweepDue(ctx);
    total.examined += round.examined;
    total.escalated += round.escalated;
    if (!round.more) break;
  }
  out.stdout(json ? JSON.stringify(total) : say("cli.swept", total));
  return 0;
});
