import { eq, inArray, sql } from "drizzle-orm";
import { type Ctx, read, type Tx, withTx } from "#db/client.ts";
import { loginThrottles } from "#db/schema/accounts.ts";

/** Failures allowed within the window before a key is locked. Source: safety rules, section 2. */
const LIMITS = { account: 5, address: 30 } as const;
const WINDOW_MINUTES = 15;

function limitOf(key: string): number {
  return key.startsWith("account:") ? LIMITS.account : LIMITS.address;
}

/** Minutes until the longest lock among `keys` ends; 0 when none is locked. */
export async function lockedMinutes(ctx: Ctx, keys: readonly string[], now: string): Promise<number> {
  const rows = await read(ctx.db, (q) =>
    q
      .select({ blockedUntil: loginThrottles.blockedUntil })
      .from(loginThrottles)
      .where(inArray(loginThrottles.throttleKey, [...keys])),
  );
  const until = Math.max(0, ...rows.map((row) => (row.blockedUntil ? Date.parse(row.blockedUntil) : 0)));
  return Math.max(0, Math.ceil((until - Date.parse(now)) / 60_000));
}

/** Counts one failure under each key; the counters are shared by every instance. */
export async function countFailure(ctx: Ctx, keys: readonly string[], now: string): Promise<void> {
  const windowStart = new Date(Date.parse(now) - WINDOW_MINUTES * 60_000).toISOString();
  const until = new Date(Date.parse(now) + WINDOW_MINUTES * 60_000).toISOString();
  await withTx(ctx, async (tx) => {
    for (const key of [...keys].sort()) {
      const failures = sql<number>`case when ${loginThrottles.windowStartedAt} < ${windowStart} then 1 else ${loginThrottles.failures} + 1 end`;
      await tx
        .insert(loginThrottles)
        .values({ throttleKey: key, failures: 1, windowStartedAt: now })
        .onConflictDoUpdate({
          target: loginThrottles.throttleKey,
          set: {
            failures,
            windowStartedAt: sql`case when ${loginThrottles.windowStartedAt} < ${windowStart} then ${now}::timestamptz else ${loginThrottles.windowStartedAt} end`,
            blockedUntil: sql`case when (${failures}) >= ${limitOf(key)} then ${until}::timestamptz else null end`,
          },
        });
    }
  });
}

/** Forgets the failures of a key after a good login. */
export async function clearFailures(tx: Tx, key: string): Promise<void> {
  await tx.delete(loginThrottles).where(eq(loginThrottles.throttleKey, key));
}
