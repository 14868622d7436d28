import { LEVEL_BATCHES, sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import type { ClockWatch } from "#app/features/escalations/watch-clock.command.server.ts";
import {
  LAPSE_BATCHES,
  type LapseRound,
  lapseClocks,
} from "#app/features/issues/lapse-clocks.command.server.ts";
import { lapseMessages } from "#app/features/messages/lapse-messages.command.server.ts";
import { type Pace, paceOf } from "#app/platform/timing/pace.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
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

/** How much a process takes at a time of either kind: one for all its turns. */
export type Paces = { lapses: Pace; levels: Pace };
export const startPaces = (): Paces => ({ lapses: paceOf(LAPSE_BATCHES), levels: paceOf(LEVEL_BATCHES) });

/** How long one turn stays with either kind, in ms: a command of a clock that ran out costs thirty times what a level does. */
const LEVELS_MS = 400;
const LAPSES_MS = 150;

/**
 * One turn of the sweep: for a moment the levels that are due, for a moment the clocks that ran out. However many there are of one kind,
 * the other is never kept waiting; a level that the end of its own clock may spare waits for that (`takeDue`).
 */
export async function sweepAll(ctx: Ctx, watch: ClockWatch, paces = startPaces()): Promise<Swept> {
  const clockOffMs = await watch.look(ctx);
  if (clockOffMs !== null)
    return { examined: 0, escalated: 0, lapsed: 0, stuck: [], more: false, clockOffMs };
  const trust = (now: string) => watch.trust(ctx, now);
  const levels = await sweepLevels(ctx, trust, paces.levels);
  const lapses = await lapseClocks(ctx, trust, { pace: paces.lapses, forMs: LAPSES_MS });
  const messages = await lapseMessages(ctx, trust, LAPSES_MS);
  const lapsed = lapses.lapsed + messages.moved;
  return {
    examined: levels.examined + lapses.examined,
    escalated: levels.escalated,
    lapsed,
    stuck: lapses.stuck,
    // What was lapsed may have left clocks that are due by now.
    more: levels.more || lapses.more || messages.more || lapsed > 0,
    clockOffMs,
  };
}

async function sweepLevels(ctx: Ctx, trust: (now: string) => void, pace: Pace) {
  const sum = { examined: 0, escalated: 0, more: true };
  for (const until = steadyMs() + LEVELS_MS; sum.more && steadyMs() < until; ) {
    const { examined, escalated, more } = await sweepDue(ctx, trust, pace);
    sum.examined += examined;
    sum.escalated += escalated;
    sum.more = more;
  }
  return sum;
}
