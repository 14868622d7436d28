import { eq, sql } from "drizzle-orm";
import { CORRECTION_HOURS, mayReword } from "#app/domain/contact/rules.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { contacts } from "#db/schema/contacts.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { lockOwnContact } from "./lock-contact.server.ts";
import { lockFirms, settleDue } from "./settle-due.server.ts";

/**
 * Undoes a contact 撤销: by who recorded it, within 24 hours, and not while an issue raised from it is open. The row stays, marked;
 * what is due goes back to where the remaining contacts put it.
 */
export function withdrawContact(
  ctx: Ctx,
  key: string,
  input: { contactId: string; version: number },
): Promise<Result<{ contactId: string }>> {
  return once(ctx, { key, action: "contact.withdraw", content: input }, async (tx, now) => {
    const found = await lockOwnContact(tx, ctx.actor, input.contactId, input.version);
    if (!found.ok) return found;
    const contact = found.value;
    if (!mayReword(Date.parse(contact.createdAt), Date.parse(now)))
      return refuse("contact.undo_too_late", { hours: CORRECTION_HOURS });
    const [open] = await tx.execute<{ number: string }>(sql`
      select i.number from issue_parties p join issues i using (issue_id)
      where p.contact_id = ${input.contactId} and i.state <> 'closed' limit 1`);
    if (open) return refuse("contact.has_issue", { number: open.number });

    await lockFirms(tx, contact.firmIds);
    await tx
      .update(contacts)
      .set({ withdrawnAt: now, version: contact.version + 1 })
      .where(eq(contacts.contactId, input.contactId));
    await settleDue(tx, now, contact.firmIds, await loadRulebook(ctx.db, tx, now));
    const subject = { subjectKind: "contact" as const, subjectId: contact.contactNo };
    await recordEvent(tx, ctx.actor, now, { ...subject, kind: "contact.withdrawn", payload: {} });
    await recordAudit(
      tx,
      ctx.actor,
      now,
      { action: "contact.withdrawn", objectKind: "contact", objectId: contact.contactNo },
      ctx.requestId,
    );
    return ok({ contactId: input.contactId });
  });
}
