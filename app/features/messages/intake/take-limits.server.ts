import { sql } from "drizzle-orm";
import { INTAKE_LIMITS, INTAKE_WINDOW_MINUTES } from "#app/domain/message/route.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { sha256 } from "#app/platform/ids.ts";
import type { Tx } from "#db/client.ts";

type Kind = keyof typeof INTAKE_LIMITS;

/**
 * Counts one more message under the limits of its address, of its code and of all, in the message's own transaction, so that every
 * instance sees the same and only what is kept counts. `over` = hold it. Beyond the hard limits it is refused with the minutes to wait;
 * a sender whose phone the register knows still gets through a flooded code, held, within a limit of its own.
 */
export async function takeLimits(
  tx: Tx,
  now: string,
  sender: { address: string; codeId: number; isKnown: () => Promise<boolean> },
): Promise<Result<{ over: boolean }>> {
  // Addresses are personal data: a digest tells them apart as well.
  const own = await count(tx, now, "address", sha256(`intake ${sender.address}`).slice(0, 32));
  if (own.count > INTAKE_LIMITS.address.hard) return refuse("message.too_many", { minutes: own.minutes });
  const code = await count(tx, now, "code", String(sender.codeId));
  const all = await count(tx, now, "all", "");
  const flooded = code.count > INTAKE_LIMITS.code.hard || all.count > INTAKE_LIMITS.all.hard;
  if (flooded) {
    const minutes = Math.max(code.minutes, all.minutes);
    if (!(await sender.isKnown())) return refuse("message.too_many", { minutes });
    const known = await count(tx, now, "known", "");
    if (known.count > INTAKE_LIMITS.known.hard) return refuse("message.too_many", { minutes });
  }
  const over =
    own.count > INTAKE_LIMITS.address.soft ||
    code.count > INTAKE_LIMITS.code.soft ||
    all.count > INTAKE_LIMITS.all.soft;
  return ok({ over });
}

async function count(
  tx: Tx,
  now: string,
  kind: Kind,
  of: string,
): Promise<{ count: number; minutes: number }> {
  const windowStart = new Date(Date.parse(now) - INTAKE_WINDOW_MINUTES * 60_000).toISOString();
  const [row] = await tx.execute<{ count: number; started: string }>(sql`
    insert into intake_limits as l (limit_key, window_started_at, count) values (${`${kind}:${of}`}, ${now}, 1)
    on conflict (limit_key) do update set
      count = case when l.window_started_at < ${windowStart}::timestamptz then 1 else l.count + 1 end,
      window_started_at = case when l.window_started_at < ${windowStart}::timestamptz then excluded.window_started_at else l.window_started_at end
    returning count, window_started_at as started`);
  const ends = Date.parse(String(row!.started)) + INTAKE_WINDOW_MINUTES * 60_000;
  return { count: row!.count, minutes: Math.max(1, Math.ceil((ends - Date.parse(now)) / 60_000)) };
}
