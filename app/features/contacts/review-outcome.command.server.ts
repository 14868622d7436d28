import { eq } from "drizzle-orm";
import { dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { OutcomeReview } from "#app/domain/contact/events.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { contacts } from "#db/schema/contacts.ts";
import { cadenceAt, loadRulebook } from "#db/views/rulebook.ts";
import { lockContact } from "./lock-contact.server.ts";
import { leaveAlone, lockFirms, settleDue } from "./settle-due.server.ts";

/**
 * An officer or clerk has looked into an unsuccessful contact: what was paused runs on, or the firm is left in peace 不再打扰.
 * Refuses with `contact.outcome_not_open` where the outcome was good or somebody has looked before.
 */
export function reviewOutcome(
  ctx: Ctx,
  key: string,
  input: { contactId: string; version: number; review: OutcomeReview },
): Promise<Result<{ contactId: string }>> {
  return once(ctx, { key, action: "contact.review", content: input }, async (tx, now) => {
    const mayLook =
      ctx.actor.kind === "person" && ["township_officer", "station_clerk"].includes(ctx.actor.role);
    if (!mayLook) return refuse("common.not_found", {});
    const found = await lockContact(tx, ctx.actor, input.contactId, input.version);
    if (!found.ok) return found;
    const { contactNo, firmIds, outcome, outcomeReviewedAt } = found.value;
    if (outcome === "met" || outcomeReviewedAt !== null) return refuse("contact.outcome_not_open", {});

    await tx.update(contacts).set({ outcomeReviewedAt: now }).where(eq(contacts.contactId, input.contactId));
    await recordEvent(tx, ctx.actor, now, {
      subjectKind: "contact",
      subjectId: contactNo,
      kind: "contact.outcome_reviewed",
      payload: { review: input.review },
    });
    await lockFirms(tx, firmIds);
    const rulebook = await loadRulebook(ctx.db, tx, now);
    if (input.review === "leave_alone") await leaveAlone(tx, now, firmIds, rulebook);
    else {
      // Whoever was not found is not overdue on the day the pause ends: the reminder's days are given once more.
      const { remindBeforeDays } = cadenceAt(rulebook, now);
      const notBefore = isoDay(dayOf(Date.parse(now)) + remindBeforeDays);
      await settleDue(tx, now, firmIds, rulebook, notBefore);
    }
    await recordAudit(
      tx,
      ctx.actor,
      now,
      {
        action: "contact.outcome_reviewed",
        objectKind: "contact",
        objectId: contactNo,
        detail: { review: input.review },
      },
      ctx.requestId,
    );
    return ok({ contactId: input.contactId });
  });
}
