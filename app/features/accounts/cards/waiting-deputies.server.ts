import { type SQL, sql } from "drizzle-orm";

/**
 * Whether the account of a deputy (`deputies` left-joined with `users` as u) may be opened by a card: none yet, or one that bears no
 * other office. Cards give access, so an account that also holds another role is left to the security administrator.
 */
export function byCard(today: string): SQL {
  return sql`deputies.state = 'active' and (u.user_id is null or (u.state <> 'blocked' and not exists (select from role_grants g
    where g.user_id = u.user_id and g.role <> 'deputy' and (g.ended_on is null or g.ended_on > ${today}::date))))`;
}

/** Who has not signed in with a card yet. */
export const WAITING = sql`(u.user_id is null or u.state = 'invited')`;

/** The cards of the account u that are printed, unused and still run at `now`. */
export function validCards(now: string): SQL {
  return sql`from one_time_links l
    where l.user_id = u.user_id and l.purpose = 'activate' and l.used_at is null and l.expires_at > ${now}::timestamptz`;
}

/** Whether u holds such a card. */
export function holdsCard(now: string): SQL {
  return sql`exists (select ${validCards(now)})`;
}
