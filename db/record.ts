import type { Actor } from "#app/domain/access/actor.ts";
import type { Tx } from "./client.ts";
import { auditEntries, events, type RECORD_KINDS } from "./schema/events.ts";

export type RecordKind = (typeof RECORD_KINDS)[number];

/** An event as commands hand it in; `payload` is the typed union of its noun. */
export type EventInput = {
  subjectKind: RecordKind;
  subjectId: number;
  kind: string;
  version?: number;
  payload: Record<string, unknown>;
};

/** Who stands in the log for an actor; the system is written so. */
export function actorColumns(actor: Actor): { actorUserId: number | null; actorRole: string } {
  return actor.kind === "person"
    ? { actorUserId: actor.userId, actorRole: actor.role }
    : { actorUserId: null, actorRole: actor.kind };
}

/** Appends events to the log in the order given, at the instant `at`; returns their ids. */
export async function recordEvents(
  tx: Tx,
  actor: Actor,
  at: string,
  inputs: readonly EventInput[],
): Promise<number[]> {
  if (inputs.length === 0) return [];
  const who = actorColumns(actor);
  const rows = await tx
    .insert(events)
    .values(
      inputs.map((input) => ({
        subjectKind: input.subjectKind,
        subjectId: input.subjectId,
        kind: input.kind,
        eventVersion: input.version ?? 1,
        payload: input.payload,
        ...who,
        at,
      })),
    )
    .returning({ eventId: events.eventId });
  return rows.map((row) => row.eventId);
}

/** Appends one event to the log. */
export async function recordEvent(tx: Tx, actor: Actor, at: string, input: EventInput): Promise<number> {
  const [eventId] = await recordEvents(tx, actor, at, [input]);
  return eventId!;
}

/** An audit entry: what was done to what; never contents. */
export type AuditInput = {
  action: string;
  objectKind: RecordKind | "session" | "backup" | "export" | "installation";
  objectId: string | number;
  detail?: Record<string, unknown>;
};

/** Appends one audit entry; the sealer chains it within a second. */
export async function recordAudit(
  tx: Tx,
  actor: Actor,
  at: string,
  input: AuditInput,
  requestId?: string,
): Promise<void> {
  await tx.insert(auditEntries).values({
    at,
    ...actorColumns(actor),
    action: input.action,
    objectKind: input.objectKind,
    objectId: String(input.objectId),
    detail: input.detail ?? {},
    requestId: requestId ?? null,
  });
}
