import { and, eq, isNull, sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { calendarFile } from "#app/platform/calendar-file.ts";
import { sha256 } from "#app/platform/ids.ts";
import { type Ctx, read } from "#db/client.ts";
import { calendarLinks } from "#db/schema/contacts.ts";

/** A visit as the calendar shows it, days 'YYYY-MM-DD': `shownOn` is today for one that is past its day. */
export type CalendarVisit = {
  firmId: number;
  firm: string;
  phone: string | null;
  dueOn: string;
  shownOn: string;
};

/** Since when (ISO) the actor's calendar link is in use; null while there is none. */
export async function calendarLinkSince(ctx: Ctx): Promise<string | null> {
  const deputyId = ctx.actor.kind === "person" ? (ctx.actor.deputyId ?? 0) : 0;
  const [link] = await read(ctx.db, (q) =>
    q
      .select({ createdAt: calendarLinks.createdAt })
      .from(calendarLinks)
      .where(and(eq(calendarLinks.deputyId, deputyId), isNull(calendarLinks.revokedAt))),
  );
  return link?.createdAt ?? null;
}

/** How the calendar says it: its own name, and a visit's title and body. */
export type CalendarWords = {
  name: string;
  of: (visit: CalendarVisit) => { title: string; body: string };
};

/** The calendar of a link as a file that phones follow; undefined where {@link getCalendar} finds none. */
export async function writeCalendar(
  ctx: Ctx,
  token: string,
  words: (now: string) => CalendarWords,
): Promise<string | undefined> {
  const calendar = await getCalendar(ctx, token);
  if (calendar === undefined) return undefined;
  const { name, of } = words(calendar.now);
  const days = calendar.visits.map((visit) => ({
    id: `visit-${visit.firmId}@liaison`,
    day: visit.shownOn,
    ...of(visit),
  }));
  return calendarFile(name, days, calendar.now);
}

/** What is due for the deputy whose link it is; undefined for a link that was never made or has ended, or whose deputy has left. */
export async function getCalendar(
  ctx: Ctx,
  token: string,
): Promise<{ now: string; visits: CalendarVisit[] } | undefined> {
  const now = await ctx.clock.now();
  const today = civilDayOf(now);
  const rows = await read(ctx.db, (q) =>
    q.execute<CalendarVisit & { firmId: number | null }>(sql`
      select f.firm_id as "firmId", f.name as firm, f.phone, p.contact_due_on::text as "dueOn",
        greatest(p.contact_due_on, ${today}::date)::text as "shownOn"
      from calendar_links l join deputies d on d.deputy_id = l.deputy_id and d.state = 'active'
        left join pairings p on p.deputy_id = d.deputy_id and p.ended_on is null and p.contact_due_on is not null
        left join firms f on f.firm_id = p.firm_id
      where l.token_hash = ${sha256(token)} and l.revoked_at is null
      order by p.contact_due_on, f.firm_id`),
  );
  if (rows.length === 0) return undefined;
  return { now, visits: rows.filter((row) => row.firmId !== null) };
}
