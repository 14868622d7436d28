import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { civilDayOf, timeOfDay } from "#app/domain/calendar/civil-day.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { tellAdministrators } from "#db/writes/tell-administrators.ts";
import { checkClocks } from "./rebuild-clocks.command.server.ts";

/** From this hour of the day on (Shanghai) the night's check may run. */
const NIGHT_HOUR = 2;
/** Differing issues named in the report; the number is complete. */
const NAMED = 50;

/** What the last check found: issues looked at, and how many have clocks that don't follow from their log. */
export type NightlyCheck = { day: string; examined: number; differing: number; issueIds: number[] };

/**
 * Once a night, by one process: derives every due instant anew from the log, calendar and policies and reports what differs to the log
 * of the process, to the administrators' inbox and to the row `clock_check`. Null when it is not the hour, or another has done it.
 */
export async function checkNightly(ctx: Ctx): Promise<NightlyCheck | null> {
  const system = { ...ctx, actor: SYSTEM };
  const day = await withTx(system, async (tx, now) => {
    if (timeOfDay(Date.parse(now)) < NIGHT_HOUR * 3_600_000) return null;
    const today = civilDayOf(now);
    const claimed = await tx.execute(sql`
      insert into installation as i (name, value) values ('clock_check', ${JSON.stringify({ day: today })}::text::jsonb)
      on conflict (name) do update set value = excluded.value where i.value->>'day' < ${today} returning name`);
    return claimed.length > 0 ? today : null;
  });
  if (day === null) return null;
  const found: NightlyCheck = { day, examined: 0, differing: 0, issueIds: [] };
  for (let after: number | null = 0; after !== null; ) {
    const batch = await checkClocks(ctx, after);
    found.examined += batch.examined;
    found.differing += batch.differing.length;
    found.issueIds.push(...batch.differing.slice(0, NAMED - found.issueIds.length));
    after = batch.nextAfter;
  }
  await withTx(
    system,
    async (tx, now) => {
      await tx.execute(
        sql`update installation set value = ${JSON.stringify(found)}::text::jsonb where name = 'clock_check'`,
      );
      if (found.differing > 0) await tellAdministrators(tx, now, "clocks_differ", { count: found.differing });
    },
    { idempotent: true },
  );
  return found;
}
