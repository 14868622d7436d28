import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { events } from "./schema/events.ts";

/** Subjects whose state is folded from their log. */
type Logged = "issue" | "message";

/** What every event of such a log carries; `at` in milliseconds. */
type LoggedEvent = {
  kind: string;
  version: number;
  payload: object;
  actor: { userId: number | null; role: string };
  at: number;
};

/** The whole log of a subject, in the order in which it was recorded; only the `kinds` that its state is folded from. */
export async function readSubjectLog<Event extends LoggedEvent>(
  tx: Tx,
  subjectKind: Logged,
  subjectId: number,
  kinds: readonly Event["kind"][],
): Promise<Event[]> {
  const rows = await tx
    .select({
      kind: events.kind,
      version: events.eventVersion,
      payload: events.payload,
      userId: events.actorUserId,
      role: events.actorRole,
      at: events.at,
    })
    .from(events)
    .where(and(eq(events.subjectKind, subjectKind), eq(events.subjectId, subjectId)))
    .orderBy(asc(events.eventId));
  return rows
    .filter((row) => (kinds as readonly string[]).includes(row.kind))
    .map(
      ({ kind, version, payload, userId, role, at }) =>
        ({ kind, version, payload, actor: { userId, role }, at: Date.parse(at) }) as unknown as Event,
    );
}

/** Appends decided events to a subject's log, in order. */
export async function appendToLog(
  tx: Tx,
  subjectKind: Logged,
  subjectId: number,
  decided: readonly LoggedEvent[],
): Promise<void> {
  await tx.insert(events).values(
    decided.map((event) => ({
      subjectKind,
      subjectId,
      kind: event.kind,
      eventVersion: event.version,
      payload: event.payload,
      actorUserId: event.actor.userId,
      actorRole: event.actor.role,
      at: new Date(event.at).toISOString(),
    })),
  );
}
