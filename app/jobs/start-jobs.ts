import { forgetOldRecords } from "#app/features/audit/forget-old-records.command.server.ts";
import { sealAudit } from "#app/features/audit/seal-audit.command.server.ts";
import { settleContacts } from "#app/features/contacts/settle-contacts.command.server.ts";
import type { Installation } from "#app/features/installation/open-installation.server.ts";
import { tellSides } from "#app/features/issues/tell-sides.command.server.ts";
import { repeatNotices } from "#app/features/notices/repeat-notices.command.server.ts";
import type { Logger } from "#app/platform/logger.ts";
import { type Loop, repeat } from "./loop.ts";
import { sweepAll } from "./sweep-all.ts";

/** The running jobs of a process. */
export type Jobs = { wakeSweep: () => void; stop: () => Promise<void> };

const SECOND = 1_000;

/**
 * Starts every scheduled job; any number of processes may run them side by side. All schedules of the product stand here:
 * the sweep and the telling every 5 s and whenever something may have happened, repeats of unseen notices once a minute, the audit's
 * seal every half second, contact clocks against their pairs and forgetting once an hour.
 */
export function startJobs(
  installation: Installation,
  log: Logger,
  onSwept: (escalated: number) => void,
): Jobs {
  const { ctx, db } = installation;
  const loops: Loop[] = [];
  const start = (name: string, everyMs: number, work: () => Promise<boolean>) => {
    const loop = repeat({ name, everyMs, work }, log);
    loops.push(loop);
    return loop;
  };
  const sweep = start("sweep", 5 * SECOND, async () => {
    const { escalated, stuck, more } = await sweepAll(ctx);
    onSwept(escalated);
    if (stuck.length > 0) log.error({ stuck }, "clocks ran out, but their issues can't move on");
    return more;
  });
  start("repeat notices", 60 * SECOND, async () => (await repeatNotices(ctx)).more);
  const tell = start("tell sides", 5 * SECOND, async () => (await tellSides(ctx)) > 0);
  start("settle contacts", 3_600 * SECOND, async () => {
    const { ended, started } = await settleContacts(ctx);
    if (ended + started > 0) log.info({ ended, started }, "contact clocks brought into line");
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
