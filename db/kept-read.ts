import { sql } from "drizzle-orm";
import { actorSettings, type Ctx, type Db, readRows, readTx, type Tx } from "./client.ts";

/** How long an answer holds that also rests on the time of day, in ms: what falls due meanwhile shows after it. */
const HOLDS_MS = 1_000;
/** Most answers kept at once. */
const MOST = 200;

type Answer = { at: number; answer: Promise<unknown> };
type Kept = { snapshot: string; answers: Map<string, Answer> };

const kept = new WeakMap<Db, Kept>();
/** Readings under way, by what the database showed when the first asked for them. */
const underWay = new WeakMap<Db, Map<string, Promise<unknown>>>();

/** Inside a kept read: a part that several answers have in common, kept under a name of its own. */
export type Part = <T>(name: string, read: () => Promise<T>) => Promise<T>;

/**
 * What `read` answers to this actor, kept under `name` as long as the database shows the very same rows, and a second at most. Two equal
 * snapshots see the same transactions, so that nothing which was written by whomever is ever missed: for counts over many rows that are
 * asked for far more often than anything is written. Who asks while it is being read waits for the same answer. It is shared: nobody may
 * change it.
 */
export async function keptRead<T>(
  ctx: Ctx,
  name: string,
  read: (tx: Tx, now: string, part: Part) => Promise<T>,
): Promise<T> {
  const reader = JSON.stringify(actorSettings(ctx.actor));
  const shown = await snapshotNow(ctx);
  const found = recall<T>(ctx.db, shown, `${reader}${name}`, Date.parse(await ctx.clock.now()));
  if (found !== undefined) return found;
  // Its snapshot is taken after `shown`, so whoever saw the same may have its answer.
  return together(ctx.db, `${shown} ${ctx.clock.offsetMs()} ${reader}${name}`, () =>
    readTx(ctx, async (tx, now) => {
      const [own] = await tx.execute<{ snapshot: string }>(SNAPSHOT);
      const at = Date.parse(now);
      const part: Part = (of, work) => {
        const key = `${reader}${of}`;
        return recall(ctx.db, own!.snapshot, key, at) ?? keep(ctx.db, own!.snapshot, key, at, work());
      };
      return part(name, () => read(tx, now, part));
    }),
  );
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

function together<T>(db: Db, key: string, read: () => Promise<T>): Promise<T> {
  const all = underWay.get(db) ?? new Map<string, Promise<unknown>>();
  underWay.set(db, all);
  const running = all.get(key) as Promise<T> | undefined;
  if (running !== undefined) return running;
  const reading = read().finally(() => all.delete(key));
  all.set(key, reading);
  return reading;
}

function recall<T>(db: Db, snapshot: string, key: string, at: number): Promise<T> | undefined {
  const all = kept.get(db);
  const one = all?.snapshot === snapshot ? all.answers.get(key) : undefined;
  return one !== undefined && at >= one.at && at - one.at < HOLDS_MS ? (one.answer as Promise<T>) : undefined;
}

function keep<T>(db: Db, snapshot: string, key: string, at: number, answer: Promise<T>): Promise<T> {
  let all = kept.get(db);
  if (all?.snapshot !== snapshot || all.answers.size >= MOST) {
    all = { snapshot, answers: new Map() };
    kept.set(db, all);
  }
  const { answers } = all;
  const own = { at, answer };
  answers.set(key, own);
  answer.catch(() => {
    if (answers.get(key) === own) answers.delete(key);
  });
  return answer;
}
