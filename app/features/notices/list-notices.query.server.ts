import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { notices } from "#db/schema/escalations.ts";
import { issues } from "#db/schema/issues.ts";

/** One notice in the inbox; instants ISO. */
export type InboxRow = {
  noticeId: number;
  kind: string;
  level: number | null;
  inCopy: boolean;
  issueId: number | null;
  number: string | null;
  title: string | null;
  facts: Record<string, unknown>;
  createdAt: string;
  readAt: string | null;
  acknowledgedAt: string | null;
};

/** Rows of one page of the inbox. */
export const INBOX_PAGE = 30;

/** One page of the actor's own notices, newest first; `before` is the id that the page before ended at. */
export async function listNotices(
  ctx: Ctx,
  actor: PersonActor,
  before: number | null,
): Promise<{ rows: InboxRow[]; before: number | null }> {
  return readTx(ctx, async (tx) => {
    const rows = await tx
      .select({
        noticeId: notices.noticeId,
        kind: notices.kind,
        level: notices.level,
        inCopy: notices.inCopy,
        issueId: notices.issueId,
        number: issues.number,
        title: issues.title,
        facts: sql<Record<string, unknown>>`${notices.facts}`,
        createdAt: notices.createdAt,
        readAt: notices.readAt,
        acknowledgedAt: notices.acknowledgedAt,
      })
      .from(notices)
      .leftJoin(issues, eq(issues.issueId, notices.issueId))
      .where(
        and(
          eq(notices.recipientUserId, actor.userId),
          before === null ? sql`true` : lt(notices.noticeId, before),
        ),
      )
      .orderBy(desc(notices.noticeId))
      .limit(INBOX_PAGE + 1);
    const page = rows.slice(0, INBOX_PAGE);
    return { rows: page, before: rows.length > INBOX_PAGE ? (page.at(-1)?.noticeId ?? null) : null };
  });
}

/** How many notices the actor has not read; counted up to a hundred. */
export async function countUnread(ctx: Ctx, actor: PersonActor): Promise<number> {
  return readTx(ctx, async (tx) => {
    const rows = await tx
      .select({ noticeId: notices.noticeId })
      .from(notices)
      .where(and(eq(notices.recipientUserId, actor.userId), isNull(notices.readAt)))
      .limit(100);
    return rows.length;
  });
}
