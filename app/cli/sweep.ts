import { ClockJumped, watchClock } from "#app/features/escalations/watch-clock.command.server.ts";
import { startPaces, sweepAll } from "#app/jobs/sweep-all.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import { onInstallation } from "./session.ts";

/** `sweep --once`: does everything that is due now, in as many short transactions as it takes, and says how much it was. */
export const sweep = onInstallation([], ["once"], async ({ ctx, args, json, out, say }) => {
  if (!args.flags.has("once")) {
    out.stderr("sweep --once");
    return 2;
  }
  const total = { examined: 0, escalated: 0, lapsed: 0 };
  const watch = watchClock(steadyMs);
  const paces = startPaces();
  for (;;) {
    const round = await sweepAll(ctx, watch, paces);
    if (round.clockOffMs !== null) {
      out.stderr(new ClockJumped(round.clockOffMs).message);
      return 1;
    }
    total.examined += round.examined;
    total.escalated += round.escalated;
    total.lapsed += round.lapsed;
    for (const { issueId, reason } of round.stuck) out.stderr(`issue ${issueId}: ${reason}`);
    if (!round.more) break;
  }
  out.stdout(json ? JSON.stringify(total) : say("cli.swept", total));
  return 0;
});
