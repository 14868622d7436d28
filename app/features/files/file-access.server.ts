import { and, eq, isNull } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Tx } from "#db/client.ts";
import { contacts } from "#db/schema/contacts.ts";
import { issues } from "#db/schema/issues.ts";
import { contactScope } from "#db/views/firm.scope.ts";
import { issueScope } from "#db/views/issue.scope.ts";

/** What a file hangs on: a contact by its id, an issue by its number in the database. */
export type FileSubject = { kind: "contact"; contactId: string } | { kind: "issue"; issueId: number };

/** The row a file may be added to by this actor: a contact they recorded, an open issue they may see; else null. */
export async function mayAttach(
  tx: Tx,
  actor: Actor,
  subject: FileSubject,
): Promise<{ subjectId: number } | null> {
  if (actor.kind !== "person") return null;
  if (subject.kind === "contact") {
    const [row] = await tx
      .select({ subjectId: contacts.contactNo })
      .from(contacts)
      .where(
        and(
          eq(contacts.contactId, subject.contactId),
          eq(contacts.recordedBy, actor.userId),
          isNull(contacts.withdrawnAt),
          contactScope(actor),
        ),
      );
    return row ?? null;
  }
  const [row] = await tx
    .select({ subjectId: issues.issueId, state: issues.state })
    .from(issues)
    .where(and(eq(issues.issueId, subject.issueId), issueScope(actor)));
  return row && row.state !== "closed" ? { subjectId: row.subjectId } : null;
}

/** Whether the actor may read what hangs on the subject. The firm gets no photos of contacts: they may show other people. */
export async function mayRead(
  tx: Tx,
  actor: Actor,
  subject: { subjectKind: string; subjectId: number },
): Promise<boolean> {
  if (actor.kind !== "person") return false;
  if (subject.subjectKind === "contact") {
    if (actor.role === "firm_representative" || actor.role === "auditor") return false;
    const [row] = await tx
      .select({ contactNo: contacts.contactNo })
      .from(contacts)
      .where(and(eq(contacts.contactNo, subject.subjectId), contactScope(actor)));
    return row !== undefined;
  }
  if (subject.subjectKind !== "issue" || actor.role === "auditor") return false;
  const [row] = await tx
    .select({ issueId: issues.issueId })
    .from(issues)
    .where(and(eq(issues.issueId, subject.subjectId), issueScope(actor)));
  return row !== undefined;
}
