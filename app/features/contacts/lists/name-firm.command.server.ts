import { eq } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import type { ContactPayloads } from "#app/domain/contact/events.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { lockContact } from "#app/features/contacts/lock-contact.server.ts";
import { resolveFirm } from "#app/features/contacts/resolve-people.server.ts";
import { lockFirms, settleDue } from "#app/features/contacts/settle-due.server.ts";
import { tellLiaisons } from "#app/features/contacts/tell-liaisons.server.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { contactDeputies, contactFirms, contacts } from "#db/schema/contacts.ts";
import { loadRulebook } from "#db/views/rulebook.ts";

/**
 * An officer or clerk says which firm of the register a contact's typed name means, or that it is none of it (`firm` null). The firm is
 * credited as if it had been ticked, and its own deputy is told. Refuses with `contact.firm_settled` where somebody has said so before.
 */
export function nameFirm(
  ctx: Ctx,
  key: string,
  input: { contactId: string; version: number; firm: string | null },
): Promise<Result<{ contactId: string }>> {
  return once(ctx, { key, action: "contact.name_firm", content: input }, async (tx, now) => {
    const { actor } = ctx;
    const mayName = actor.kind === "person" && ["township_officer", "station_clerk"].includes(actor.role);
    if (!mayName) return refuse("common.not_found", {});
    const found = await lockContact(tx, actor, input.contactId, input.version);
    if (!found.ok) return found;
    const { contactNo, namedFirm, firmNamedAt } = found.value;
    if (namedFirm === "" || firmNamedAt !== null) return refuse("contact.firm_settled", {});

    let firmId: number | null = null;
    if (input.firm !== null) {
      const meant = await resolveFirm(tx, actor as PersonActor, input.firm);
      if (!meant.ok) return meant;
      firmId = meant.value;
      await credit(ctx, tx, now, found.value.contactId, firmId);
    }
    await tx
      .update(contacts)
      .set({ version: input.version + 1, firmNamedAt: now })
      .where(eq(contacts.contactId, input.contactId));
    const payload: ContactPayloads["contact.firm_named"] = { firmId };
    await recordEvent(tx, actor, now, {
      subjectKind: "contact",
      subjectId: contactNo,
      kind: "contact.firm_named",
      payload,
    });
    await recordAudit(
      tx,
      actor,
      now,
      { action: "contact.firm_named", objectKind: "contact", objectId: contactNo },
      ctx.requestId,
    );
    return ok({ contactId: input.contactId });
  });
}

async function credit(ctx: Ctx, tx: Tx, now: string, contactId: string, firmId: number): Promise<void> {
  await lockFirms(tx, [firmId]);
  const [contact] = await tx
    .select({ happenedOn: contacts.happenedOn })
    .from(contacts)
    .where(eq(contacts.contactId, contactId));
  await tx
    .insert(contactFirms)
    .values({ contactId, firmId, happenedOn: contact!.happenedOn })
    .onConflictDoNothing();
  await settleDue(tx, now, [firmId], await loadRulebook(ctx.db, tx, now));
  const credited = await tx
    .select({ deputyId: contactDeputies.deputyId })
    .from(contactDeputies)
    .where(eq(contactDeputies.contactId, contactId));
  await tellLiaisons(
    tx,
    now,
    contactId,
    [firmId],
    credited.map(({ deputyId }) => deputyId),
  );
}
