import { sql } from "drizzle-orm";
import { actorSettings, type Ctx, type Db, readRows, readTx, type Tx } from "./client.ts";

/** How long an answer holds that also rests on the time of day, in ms: what falls due meanwhile shows after it. */
const HOLDS_MS = 1_000;
/** Most answers kept at once. */
const MOST = 200;

type Kept = { snapshot: string; answers: Map<string, { at: number; answer: unknown }> };

const kept = new WeakMap<Db, Kept>();

/** Inside a kept read: a part that several answers have in common, kept under a name of its own. */
export type Part = <T>(name: string, read: () => Promise<T>) => Promise<T>;

/**
 * What `read` answers to this actor, kept under `name` as long as the database shows the very same rows, and a second at most. Two equal
 * snapshots see the same transactions, so that nothing which was written by whomever is ever missed: for counts over many rows that are
 * asked for far more often than anything is written. The answer is shared: nobody may change it.
 */
export async function keptRead<T>(
  ctx: Ctx,
  name: string,
  read: (tx: Tx, now: string, part: Part) => Promise<T>,
): Promise<T> {
  const reader = JSON.stringify(actorSettings(ctx.actor));
  const found = recall<T>(
    ctx.db,
    await snapshotNow(ctx),
    `${reader}${name}`,
    Date.parse(await ctx.clock.now()),
  );
  if (found !== undefined) return found.answer;
  return readTx(ctx, async (tx, now) => {
    const [own] = await tx.execute<{ snapshot: string }>(SNAPSHOT);
    const at = Date.parse(now);
    const part: Part = async (of, work) => {
      const key = `${reader}${of}`;
      const known = recall<Awaited<ReturnType<typeof work>>>(ctx.db, own!.snapshot, key, at);
      if (known !== undefined) return known.answer;
      const answer = await work();
      keep(ctx.db, own!.snapshot, key, at, answer);
      return answer;
    };
    return part(name, () => read(tx, now, part));
  });
}

const SNAPSHOT = sql`select pg_current_snapshot()::text as snapshot`;

const asked = new WeakMap<Ctx, Promise<string>>();

/** What the database shows now; the reads of one request that come together ask once. */
function snapshotNow(ctx: Ctx): Promise<string> {
  const pending = asked.get(ctx);
  if (pending !== undefined) return pending;
  const asking = readRows<{ snapshot: string }>(ctx, SNAPSHOT)
    .then(([row]) => row!.snapshot)
    .finally(() => asked.delete(ctx));
  asked.set(ctx, asking);
  return asking;
}

function recall<T>(db: Db, snapshot: string, key: string, at: number): { answer: T } | undefined {
  const all = kept.get(db);
  const one = all?.snapshot === snapshot ? all.answers.get(key) : undefined;
  return one !== undefined && at >= one.at && at - one.at < HOLDS_MS ? (one as { answer: T }) : undefined;
}

function keep(db: Db, snapshot: string, key: string, at: number, answer: unknown): void {
  let all = kept.get(db);
  if (all?.snapshot !== snapshot || all.answers.size >= MOST) {
    all = { snapshot, answers: new Map() };
    kept.set(db, all);
  }
  all.answers.set(key, { at, answer });
}
