import { eq, sql } from "drizzle-orm";
import { type Adapter, Lucia, TimeSpan } from "lucia";
import { type Actor, ANONYMOUS } from "#app/domain/access/actor.ts";
import { sessionLifetime } from "#app/domain/access/policy.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { sha256 } from "#app/platform/ids.ts";
import { actorOfGrant } from "#db/actor-of-grant.ts";
import { type Clock, type Db, read, withTx } from "#db/client.ts";
import { sessions } from "#db/schema/accounts.ts";
import type { roleGrants } from "#db/schema/grants.ts";
import { networkMark } from "#db/writes/network-mark.ts";
import { keepSessions } from "./kept-sessions.server.ts";

/** Sessions as the rest of the server sees them; lucia stays behind this file. */
export type Auth = {
  /** Opens a new session in the role of `grantId`; returns the Set-Cookie value. */
  open: (
    grant: { userId: number; grantId: number; role: Role },
    device: string,
    network?: string | null,
  ) => Promise<string>;
  /** The actor of a request's cookie; anonymous when there is none, it ended, was revoked or its grant ran out. */
  actorOf: (cookieHeader: string | null) => Promise<Actor>;
  /** Ends the session of this request; returns the Set-Cookie value that clears it. */
  close: (cookieHeader: string | null) => Promise<string>;
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** Lucia knows one lifetime; ours are per role and checked in `actorOf`, so its own is the longest of them. */
const LONGEST = new TimeSpan(180, "d");
/** How old `seen_at` may grow before it is written again, so that reading pages does not write at each click. */
const SEEN_GRAIN_MS = 60 * 1000;

/** Whose network is kept, as a keyed hash: a rating that comes from the handler's own is looked at. Nobody else's is. */
const NETWORK_KEPT: readonly Role[] = ["handler", "department_head"];

declare module "lucia" {
  interface Register {
    Lucia: Lucia;
    UserId: number;
    DatabaseSessionAttributes: {
      grantId: number;
      idleMinutes: number | null;
      device: string;
      endsAt: string;
      network: string | null;
    };
  }
}

/** Lucia's store over our tables; only the SHA-256 of a session id is kept. */
function sessionStore(db: Db, clock: Clock): Adapter {
  const ctx = { db, clock, actor: ANONYMOUS };
  const byId = (sessionId: string) => eq(sessions.sessionHash, sha256(sessionId));
  return {
    getSessionAndUser: async () => [null, null],
    getUserSessions: async () => [],
    updateSessionExpiration: async () => {},
    deleteExpiredSessions: async () =>
      withTx(ctx, async (tx, now) => {
        await tx.delete(sessions).where(sql`${sessions.expiresAt} < ${now}`);
      }),
    deleteUserSessions: async (userId) =>
      withTx(ctx, async (tx, now) => {
        await tx.update(sessions).set({ revokedAt: now }).where(eq(sessions.userId, userId));
      }),
    deleteSession: async (sessionId) =>
      withTx(ctx, async (tx, now) => {
        await tx.update(sessions).set({ revokedAt: now }).where(byId(sessionId));
      }),
    setSession: async (session) =>
      withTx(ctx, async (tx, now) => {
        const { grantId, idleMinutes, device, endsAt, network } = session.attributes;
        await tx.insert(sessions).values({
          sessionHash: sha256(session.id),
          userId: session.userId,
          grantId,
          createdAt: now,
          seenAt: now,
          expiresAt: endsAt,
          idleMinutes,
          device,
          network: networkMark(network),
        });
      }),
  };
}

type SessionRow = typeof roleGrants.$inferSelect & {
  name: string;
  seenAt: string;
  expiresAt: string;
  idleMinutes: number | null;
};

/** A live session with the grant it acts in, in plain SQL: every page begins with it, and the query builder costs more than the query. */
const sessionOf = (sessionHash: string, now: string, today: string) => sql`
  select s.seen_at as "seenAt", s.expires_at as "expiresAt", g.ended_on as "endedOn", s.idle_minutes as "idleMinutes", u.name, g.user_id as "userId", g.grant_id as "grantId", g.role,
    g.county_code as "countyCode", g.township_code as "townshipCode", g.station_id as "stationId",
    g.department_id as "departmentId", g.deputy_id as "deputyId", g.firm_id as "firmId", g.post_id as "postId"
  from sessions s join users u on u.user_id = s.user_id and u.state = 'active'
    join role_grants g on g.grant_id = s.grant_id and (g.ended_on is null or g.ended_on > ${today})
  where s.session_hash = ${sessionHash} and s.expires_at > ${now} and s.revoked_at is null`;

/** Makes the session service. `secure` marks the cookie for HTTPS only. */
export function createAuth(db: Db, clock: Clock, secure: boolean): Auth {
  const lucia = new Lucia(sessionStore(db, clock), {
    sessionExpiresIn: LONGEST,
    sessionCookie: { name: "liaison_session", attributes: { sameSite: "lax", secure, path: "/" } },
  });

  const kept = keepSessions<SessionRow>(db);

  async function touch(sessionHash: string, now: string): Promise<void> {
    await withTx({ db, clock, actor: ANONYMOUS }, async (tx) => {
      await tx.update(sessions).set({ seenAt: now }).where(eq(sessions.sessionHash, sessionHash));
    });
    kept.forget(sessionHash);
  }

  return {
    async open({ userId, grantId, role }, device, network = null) {
      const now = Date.parse(await clock.now());
      const { idleMinutes, totalMinutes } = sessionLifetime(role);
      const endsAt = new Date(now + totalMinutes * 60_000).toISOString();
      const session = await lucia.createSession(userId, {
        grantId,
        idleMinutes,
        device: device.slice(0, 200),
        endsAt,
        network: NETWORK_KEPT.includes(role) ? network : null,
      });
      return lucia.createSessionCookie(session.id).serialize();
    },

    async actorOf(cookieHeader) {
      const sessionId = lucia.readSessionCookie(cookieHeader ?? "");
      if (!sessionId) return ANONYMOUS;
      const now = await clock.now();
      const today = civilDayOf(now);
      const sessionHash = sha256(sessionId);
      const row = await kept.find(sessionHash, async () => {
        const [found] = await read(db, (tx) => tx.execute<SessionRow>(sessionOf(sessionHash, now, today)));
        return found;
      });
      if (!row || Date.parse(row.expiresAt) <= Date.parse(now)) return ANONYMOUS;
      if (row.endedOn !== null && row.endedOn <= today) return ANONYMOUS;
      const silence = Date.parse(now) - Date.parse(row.seenAt);
      if (row.idleMinutes !== null && silence > row.idleMinutes * 60_000) return ANONYMOUS;
      const grain = row.idleMinutes === null ? DAY_MS : SEEN_GRAIN_MS;
      if (silence > grain) await touch(sessionHash, now);
      return actorOfGrant(row, row.name);
    },

    async close(cookieHeader) {
      const sessionId = lucia.readSessionCookie(cookieHeader ?? "");
      if (sessionId) {
        await lucia.invalidateSession(sessionId);
        kept.forget(sha256(sessionId));
      }
      return lucia.createBlankSessionCookie().serialize();
    },
  };
}
