import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { type LapseRound, lapseClocks } from "#app/features/issues/lapse-clocks.command.server.ts";
import type { Ctx } from "#db/client.ts";

/** What one turn of the sweep did: clocks looked at, levels raised, commands given where a clock ran out. */
export type Swept = {
  examined: number;
  escalated: number;
  lapsed: number;
  stuck: LapseRound["stuck"];
  more: boolean;
};

/** One turn of the sweep: first what ends or restarts clocks, then the levels of those that run on. */
export async function sweepAll(ctx: Ctx): Promise<Swept> {
  const lapses = await lapseClocks(ctx);
  const { examined, escalated, more } = await sweepDue(ctx);
  return {
    examined: lapses.examined + examined,
    escalated,
    lapsed: lapses.lapsed,
    stuck: lapses.stuck,
    more: more || lapses.more,
  };
}
