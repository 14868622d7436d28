import { and, eq, isNull } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { isUnitSide } from "#app/domain/access/policy.ts";
import { OPEN_MESSAGE_STATES } from "#app/domain/message/states.ts";
import type { Tx } from "#db/client.ts";
import { contacts } from "#db/schema/contacts.ts";
import { messages } from "#db/schema/intake/messages.ts";
import { issues } from "#db/schema/issues.ts";
import { recordScope } from "#db/views/firm.scope.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { messageScope } from "#db/views/message.scope.ts";

/** What a file hangs on: a contact by its id, an issue or a message by its number in the database. */
export type FileSubject =
  | { kind: "contact"; contactId: string }
  | { kind: "issue"; issueId: number }
  | { kind: "message"; messageId: number };

/** The row a file may be added to by this actor: a contact they recorded, an open issue they may see; else null. */
export async function mayAttach(
  tx: Tx,
  actor: Actor,
  subject: FileSubject,
): Promise<{ subjectId: number } | null> {
  if (actor.kind === "system") return null;
  if (subject.kind === "contact") {
    if (actor.kind !== "person") return null;
    const [row] = await tx
      .select({ subjectId: contacts.contactNo })
      .from(contacts)
      .where(
        and(
          eq(contacts.contactId, subject.contactId),
          eq(contacts.recordedBy, actor.userId),
          isNull(contacts.withdrawnAt),
          recordScope(actor),
        ),
      );
    return row ?? null;
  }
  if (subject.kind === "message") {
    const [row] = await tx
      .select({ subjectId: messages.messageId, state: messages.state })
      .from(messages)
      .where(and(eq(messages.messageId, subject.messageId), messageScope(actor)));
    return row && OPEN_MESSAGE_STATES.some((state) => state === row.state) ? row : null;
  }
  const [row] = await tx
    .select({ subjectId: issues.issueId, state: issues.state })
    .from(issues)
    .where(and(eq(issues.issueId, subject.issueId), issueScope(actor)));
  return row && row.state !== "closed" ? { subjectId: row.subjectId } : null;
}

/**
 * Whether the actor may read what hangs on the subject. The firm gets no photos of contacts: they may show other people. Units get
 * no pictures of a shielded firm: a shop front names it. What a unit relayed to the firm, both sides read.
 */
export async function mayRead(
  tx: Tx,
  actor: Actor,
  subject: { subjectKind: string; subjectId: number; fromUnit: boolean },
): Promise<boolean> {
  if (actor.kind === "system") return false;
  if (subject.subjectKind === "contact") {
    if (actor.kind !== "person") return false;
    if (actor.role === "firm_representative" || actor.role === "auditor") return false;
    const [row] = await tx
      .select({ contactNo: contacts.contactNo })
      .from(contacts)
      .where(and(eq(contacts.contactNo, subject.subjectId), recordScope(actor)));
    return row !== undefined;
  }
  if (actor.kind === "person" && actor.role === "auditor") return false;
  if (subject.subjectKind === "message") {
    const [row] = await tx
      .select({ messageId: messages.messageId })
      .from(messages)
      .where(and(eq(messages.messageId, subject.subjectId), messageScope(actor)));
    return row !== undefined;
  }
  if (subject.subjectKind !== "issue") return false;
  const [row] = await tx
    .select({ confidentiality: issues.confidentiality })
    .from(issues)
    .where(and(eq(issues.issueId, subject.subjectId), issueScope(actor)));
  const masked = actor.kind === "person" && isUnitSide(actor);
  return row !== undefined && (row.confidentiality === "open" || subject.fromUnit || !masked);
}
