import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import type { ClockWatch } from "#app/features/escalations/watch-clock.command.server.ts";
import { type LapseRound, lapseClocks } from "#app/features/issues/lapse-clocks.command.server.ts";
import { lapseMessages } from "#app/features/messages/lapse-messages.command.server.ts";
import type { Ctx } from "#db/client.ts";

/**
 * What one turn of the sweep did: clocks looked at, levels raised, commands given where a clock ran out. `clockOffMs` is not null while
 * the database's clock is not believed: then nothing was done.
 */
export type Swept = {
  examined: number;
  escalated: number;
  lapsed: number;
  stuck: LapseRound["stuck"];
  more: boolean;
  clockOffMs: number | null;
};

/** One turn of the sweep: first what ends or restarts clocks, then the levels of those that run on. */
export async function sweepAll(ctx: Ctx, watch: ClockWatch): Promise<Swept> {
  const clockOffMs = await watch.look(ctx);
  if (clockOffMs !== null)
    return { examined: 0, escalated: 0, lapsed: 0, stuck: [], more: false, clockOffMs };
  const trust = (now: string) => watch.trust(ctx, now);
  const lapses = await lapseClocks(ctx, trust);
  const messages = await lapseMessages(ctx, trust);
  const { examined, escalated, more } = await sweepDue(ctx, trust);
  return {
    examined: lapses.examined + examined,
    escalated,
    lapsed: lapses.lapsed + messages,
    stuck: lapses.stuck,
    more: more || lapses.more,
    clockOffMs,
  };
}
