import type { Db } from "#db/client.ts";

/** Told by triggers on sessions, users and grants, at commit, to every process. */
const CHANNEL = "liaison_access";
/** How long a session is trusted without a look, should an announcement get lost on a line that seems alive. */
const TRUST_MS = 30_000;
const KEPT_AT_MOST = 5_000;

/**
 * Sessions looked up lately, so that a person who goes from page to page is looked up once: the exchange costs a tenth of a list's
 * processor time. Whatever ends or changes an access is announced by the database itself and drops them all; while announcements don't
 * reach this process, nothing is kept.
 */
export function keepSessions<Row extends object>(db: Db) {
  const kept = new Map<string, { row: Row; until: number }>();
  let changes = 0;
  const announced = db.listen(CHANNEL, () => {
    changes++;
    kept.clear();
  });
  return {
    /** Lets go of one session, which this process has just changed. */
    forget(sessionHash: string): void {
      changes++;
      kept.delete(sessionHash);
    },
    /** The session's row as kept, or as `look` finds it; undefined where it finds none. */
    async find(sessionHash: string, look: () => Promise<Row | undefined>): Promise<Row | undefined> {
      const known = announced.live() ? kept.get(sessionHash) : undefined;
      if (known && known.until > performance.now()) return known.row;
      const before = changes;
      const row = await look();
      if (!row) return undefined;
      if (kept.size >= KEPT_AT_MOST) kept.clear();
      if (before === changes) kept.set(sessionHash, { row, until: performance.now() + TRUST_MS });
      return row;
    },
  };
}
