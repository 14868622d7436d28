import { and, eq } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { contactFirms, contacts } from "#db/schema/contacts.ts";
import { recordScope } from "#db/views/firm.scope.ts";

/** A contact held for change. */
export type HeldContact = {
  contactId: string;
  contactNo: number;
  kind: ContactKind;
  outcome: ContactOutcome;
  place: string;
  topics: string[];
  peopleMet: string;
  firmNote: string;
  internalNote: string;
  createdAt: string;
  version: number;
  recordedBy: number | null;
  namedFirm: string;
  outcomeReviewedAt: string | null;
  firmNamedAt: string | null;
  firmIds: number[];
};

/**
 * Locks a contact in the actor's scope at the version they saw. Refuses with `common.not_found`, `common.conflict` and
 * `contact.already_withdrawn`.
 */
export async function lockContact(
  tx: Tx,
  actor: Actor,
  contactId: string,
  version: number,
): Promise<Result<HeldContact>> {
  const [row] = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.contactId, contactId), recordScope(actor)))
    .for("update");
  if (!row) return refuse("common.not_found", {});
  if (row.withdrawnAt !== null) return refuse("contact.already_withdrawn", {});
  if (row.version !== version) return refuse("common.conflict", { expected: version, found: row.version });
  const rows = await tx
    .select({ firmId: contactFirms.firmId })
    .from(contactFirms)
    .where(eq(contactFirms.contactId, contactId));
  return ok({
    ...row,
    kind: row.kind as ContactKind,
    outcome: row.outcome as ContactOutcome,
    firmIds: rows.map(({ firmId }) => firmId).sort((a, b) => a - b),
  });
}

/** The same for who recorded it; for everybody else the change does not exist. */
export async function lockOwnContact(
  tx: Tx,
  actor: Actor,
  contactId: string,
  version: number,
): Promise<Result<HeldContact>> {
  const found = await lockContact(tx, actor, contactId, version);
  if (!found.ok) return found;
  const own = actor.kind === "person" && found.value.recordedBy === actor.userId;
  return own ? found : refuse("common.not_found", {});
}
