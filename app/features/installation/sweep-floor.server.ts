import { sql } from "drizzle-orm";
import { type Ctx, read, withTx } from "#db/client.ts";

/** How far ahead (ms) the instant lies at which `count` clocks are due; throws where there are not so many. */
export async function untilDue(ctx: Ctx, count: number): Promise<number> {
  const [row] = await read(ctx.db, (tx) =>
    tx.execute<{ ms: number }>(sql`
      select extract(epoch from next_due_at - now())::float8 * 1000 as ms from clocks
      where next_due_at is not null and ended_at is null and paused_at is null
      order by next_due_at, clock_id offset ${count - 1} limit 1`),
  );
  if (!row) throw new Error(`fewer than ${count} clocks look ahead`);
  return Math.ceil(row.ms) + 1;
}

/** The least that a sweep of so many could cost: one UPDATE of as many rows, with one row of audit each. Milliseconds. */
export async function updatePlainly(ctx: Ctx, count: number): Promise<number> {
  const begun = performance.now();
  await withTx(ctx, async (tx, now) => {
    await tx.execute(sql`
      with moved as (
        update clocks set version = version + 1
        where clock_id in (select clock_id from clocks where ended_at is null order by clock_id limit ${count})
        returning clock_id)
      insert into audit_entries (at, actor_user_id, actor_role, action, object_kind, object_id, detail)
      select ${now}, null, 'system', 'bench.moved', 'clock', clock_id::text, '{}'::jsonb from moved`);
  });
  return performance.now() - begun;
}
