import { forgetOldRecords } from "#app/features/audit/forget-old-records.command.server.ts";
import { sealAudit } from "#app/features/audit/seal-audit.command.server.ts";
import { type Carriage, carryNext } from "#app/features/channels/carry-deliveries.command.server.ts";
import { noteChannels } from "#app/features/channels/note-channels.command.server.ts";
import { spreadNotices } from "#app/features/channels/spread-notices.command.server.ts";
import { findHollow } from "#app/features/closures/find-hollow.command.server.ts";
import { settleContacts } from "#app/features/contacts/settle-contacts.command.server.ts";
import { watchClock } from "#app/features/escalations/watch-clock.command.server.ts";
import type { Installation } from "#app/features/installation/open-installation.server.ts";
import { checkNightly } from "#app/features/issues/check-nightly.command.server.ts";
import { rebuildAfterCalendar } from "#app/features/issues/rebuild-clocks.command.server.ts";
import { tellSides } from "#app/features/issues/tell-sides.command.server.ts";
import { tendLetters } from "#app/features/letters/tend-letters.command.server.ts";
import { repeatNotices } from "#app/features/notices/repeat-notices.command.server.ts";
import { runRehearsal } from "#app/features/rules/run-rehearsal.command.server.ts";
import { replayInWorkers } from "#app/features/rules/worker/replay-in-workers.server.ts";
import type { Logger } from "#app/platform/logger.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import { type Loop, repeat } from "./loop.ts";
import { startPaces, sweepAll } from "./sweep-all.ts";

/** Where a process's figures go: levels raised, seconds by which the database's clock is off (0 = well), issues whose clocks differ. */
export type Report = {
  swept: (escalated: number) => void;
  clockOff: (seconds: number) => void;
  clocksDiffer: (issues: number) => void;
};

/** The running jobs of a process. */
export type Jobs = { wakeSweep: () => void; stop: () => Promise<void> };

const SECOND = 1_000;

/**
 * Starts every scheduled job; any number of processes may run them side by side. All schedules of the product stand here:
 * the sweep and the telling every 5 s and whenever something may have happened, repeats of unseen notices and overdue replies to supervision notices once a minute, the audit's
 * seal every half second, contact clocks against their pairs and forgetting once an hour, every
 * due instant against the log once a night; notices to the channels, and each channel's messages, every 5 s; rehearsals as they are asked for.
 */
export function startJobs(installation: Installation, log: Logger, report: Report, carriage: Carriage): Jobs {
  const { ctx, db } = installation;
  const loops: Loop[] = [];
  const start = (name: string, everyMs: number, work: () => Promise<boolean>) => {
    const loop = repeat({ name, everyMs, work }, log);
    loops.push(loop);
    return loop;
  };
  const watch = watchClock(steadyMs);
  const paces = startPaces();
  const sweep = start("sweep", 5 * SECOND, async () => {
    const { escalated, stuck, more, clockOffMs } = await sweepAll(ctx, watch, paces);
    report.swept(escalated);
    report.clockOff(Math.round((clockOffMs ?? 0) / SECOND));
    if (clockOffMs !== null) log.error({ clockOffMs }, "the database's clock jumped: nothing is raised");
    if (stuck.length > 0) log.error({ stuck }, "clocks ran out, but their issues can't move on");
    return more;
  });
  start("repeat notices", 60 * SECOND, async () => (await repeatNotices(ctx)).more);
  start("tend letters", 60 * SECOND, async () => (await tendLetters(ctx)) > 0);
  const channels = new Map(carriage.names.map((name) => [name, { personal: carriage.personal(name) }]));
  start("note channels", 3_600 * SECOND, async () => {
    const unreached = await noteChannels(ctx, carriage.names);
    if (unreached.length > 0)
      log.warn({ channels: carriage.names, unreached }, "groups that no channel reaches");
    return false;
  });
  start("spread notices", 5 * SECOND, async () => (await spreadNotices(ctx, channels)).more);
  // A loop for each channel, so that one that fails or is slow keeps no other waiting.
  for (const name of carriage.names)
    start(`carry by ${name}`, 5 * SECOND, () => carryNext(ctx, name, carriage));
  const tell = start("tell sides", 5 * SECOND, async () => (await tellSides(ctx)) > 0);
  const replay = replayInWorkers(installation.urls.appUrl);
  start("run rehearsals", 2 * SECOND, () => runRehearsal(ctx, replay));
  start("rebuild after calendar", 30 * SECOND, async () => {
    const moved = await rebuildAfterCalendar(ctx);
    if (moved > 0) log.info({ moved }, "clocks reckoned anew after the calendar changed");
    return false;
  });
  start("find hollow closures", 3_600 * SECOND, async () => (await findHollow(ctx)).more);
  start("settle contacts", 3_600 * SECOND, async () => {
    const { ended, started } = await settleContacts(ctx);
    if (ended + started > 0) log.info({ ended, started }, "contact clocks brought into line");
    return false;
  });
  start("check clocks", 600 * SECOND, async () => {
    const found = await checkNightly(ctx);
    if (found === null) return false;
    report.clocksDiffer(found.differing);
    if (found.differing > 0) log.error({ found }, "clocks differ from what their log says");
    else log.info({ examined: found.examined }, "clocks follow from their log");
    return false;
  });
  start("seal audit", SECOND / 2, async () => (await sealAudit(ctx)) > 0);
  start("forget old records", 3_600 * SECOND, async () => {
    await forgetOldRecords(ctx);
    return false;
  });
  const listening = db.listen("liaison_due", () => {
    sweep.wake();
    tell.wake();
  });
  return {
    wakeSweep: sweep.wake,
    stop: async () => {
      await listening.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
