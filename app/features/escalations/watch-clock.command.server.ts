import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { tellAdministrators } from "#db/writes/tell-administrators.ts";

/** The database's clock may differ so much from what a steady clock leads one to expect; more is a jump. */
const TOLERANCE_MS = 30_000;
/** How often the instant last believed is kept, for processes that start later. */
const KEEP_EVERY_MS = 10_000;

/** The database's clock is not believed: nothing may be raised by it. */
export class ClockJumped extends Error {
  constructor(readonly byMs: number) {
    super(`the database's clock is ${Math.round(byMs / 1000)} s away from where it should be`);
  }
}

/**
 * Watches the database's clock for one process. `look` before each turn of the sweep: milliseconds by which the clock jumped while the
 * engine has to stop, null when all is well. `trust` inside a transaction of the sweep, which it throws out of.
 */
export type ClockWatch = {
  look: (ctx: Ctx) => Promise<number | null>;
  trust: (ctx: Ctx, now: string) => void;
};

type Seen = { db: number; steady: number };
type Row = { ms: number; seen: number | null; alarm: number | null };

/**
 * Compares the database's clock with the time that has passed on a steady one (`steadyMs`, ms; no time of day is ever read). A jump stops
 * every process by one row, tells the administrators, and ends when the clock is back or somebody accepts it ({@link acceptClock}).
 */
export function watchClock(steadyMs: () => number): ClockWatch {
  let base: Seen | null = null;
  let stopped = false;
  let keptAt = Number.NEGATIVE_INFINITY;
  const off = (db: number) => (base === null ? 0 : db - (base.db + steadyMs() - base.steady));

  async function judge(tx: Tx, now: string): Promise<number | null> {
    const [row] = await tx.execute<Row>(sql`
      select extract(epoch from clock_timestamp())::float8 * 1000 as ms,
        (select (value->>'ms')::float8 from installation where name = 'clock_seen') as seen,
        (select (value->>'byMs')::float8 from installation where name = 'clock_alarm') as alarm`);
    const { ms, seen, alarm } = row!;
    if (alarm !== null) {
      const isBack = base !== null && Math.abs(off(ms)) <= TOLERANCE_MS;
      if (!isBack) {
        stopped = true;
        return alarm;
      }
      await tx.execute(sql`delete from installation where name = 'clock_alarm'`);
    } else if (!stopped) {
      const byMs = base === null ? Math.min(0, ms - (seen ?? ms)) : off(ms);
      if (Math.abs(byMs) > TOLERANCE_MS) {
        stopped = true;
        await raiseAlarm(tx, now, byMs);
        return byMs;
      }
    }
    stopped = false;
    base = { db: ms, steady: steadyMs() };
    if (base.steady - keptAt >= KEEP_EVERY_MS) {
      keptAt = base.steady;
      await keep(tx, ms);
    }
    return null;
  }

  return {
    look: (ctx) => withTx({ ...ctx, actor: SYSTEM }, judge, { idempotent: true }),
    trust(ctx, now) {
      const byMs = off(Date.parse(now) - ctx.clock.offsetMs());
      if (Math.abs(byMs) > TOLERANCE_MS) throw new ClockJumped(byMs);
    },
  };
}

/** Somebody has looked: the database's clock is right as it is, and the engine goes on. Answers whether it had stopped. */
export function acceptClock(ctx: Ctx): Promise<boolean> {
  return withTx(ctx, async (tx, now) => {
    const gone = await tx.execute(sql`delete from installation where name = 'clock_alarm' returning name`);
    await tx.execute(sql`delete from installation where name = 'clock_seen'`);
    if (gone.length > 0)
      await recordAudit(tx, ctx.actor, now, {
        action: "installation.clock_accepted",
        objectKind: "installation",
        objectId: "clock",
      });
    return gone.length > 0;
  });
}

async function raiseAlarm(tx: Tx, now: string, byMs: number): Promise<void> {
  const value = JSON.stringify({ byMs: Math.round(byMs), at: now });
  const raised = await tx.execute(sql`
    insert into installation (name, value) values ('clock_alarm', ${value}::text::jsonb) on conflict (name) do nothing returning name`);
  if (raised.length > 0)
    await tellAdministrators(tx, now, "clock_jumped", { seconds: Math.round(byMs / 1000) });
}

async function keep(tx: Tx, ms: number): Promise<void> {
  await tx.execute(sql`
    insert into installation as i (name, value) values ('clock_seen', ${JSON.stringify({ ms })}::text::jsonb)
    on conflict (name) do update set value = excluded.value where (i.value->>'ms')::float8 < (excluded.value->>'ms')::float8`);
}
