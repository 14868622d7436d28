import { z } from "zod";
import { civilDay, line, optionalText, rowId, seenVersion, words } from "#app/platform/shapes.ts";

const wholeNumber = z.coerce.number("form.invalid").int("form.invalid").min(0, "form.invalid");

/** The form that starts a draft. */
export const draftPlanSchema = z
  .object({
    countyCode: z.string().max(12).optional(),
    mode: z.enum(["repair", "reoptimise", "restore"]),
    keep: wholeNumber.max(1_000_000, "form.invalid").optional(),
    maxChanges: wholeNumber.max(1_000_000, "form.invalid").optional(),
    restoreOn: civilDay.optional(),
  })
  .strict()
  .refine((form) => form.mode !== "restore" || form.restoreOn !== undefined, {
    path: ["restoreOn"],
    message: "form.required",
  });

/** The form that takes a change of term on. */
export const beginTermSchema = z.object({ countyCode: z.string().max(12).optional() }).strict();

/** What the page of a plan may be asked to do. */
export const planPageSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("publish"), version: seenVersion, reason: line(200) }).strict(),
  z.object({ intent: z.literal("end"), version: seenVersion.optional() }).strict(),
  z.object({ intent: z.literal("undo"), version: seenVersion, editId: rowId }).strict(),
]);

/** The form that gives one firm of a draft another deputy. */
export const editPlanSchema = z.object({ version: seenVersion, deputyId: rowId }).strict();

/** The form that exports the changes; `filters` as the address of the page says them. */
export const exportChangesSchema = z.object({ filters: optionalText(500), reason: line(200) }).strict();

/** One side's handover note. */
export const handoverNoteSchema = z.object({ version: seenVersion, note: words(2000) }).strict();

/** What a firm may say on its own page: ask for another liaison, declare a conflict with today's, take that back. */
export const myLiaisonSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("ask"), reason: words(500) }).strict(),
  z.object({ intent: z.literal("conflict"), deputyId: rowId, conflict: line(200) }).strict(),
  z.object({ intent: z.literal("release"), constraintId: rowId }).strict(),
]);

/** A supervisor decides such a request. */
export const decideRequestSchema = z
  .object({ requestId: rowId, version: seenVersion, grant: z.enum(["yes", "no"]), decision: line(200) })
  .strict();

/** What the page of a pair may be asked to do. */
export const pairPageSchema = z.discriminatedUnion("intent", [
  z
    .object({
      intent: z.literal("bind"),
      deputyId: rowId,
      kind: z.enum(["conflict", "exclusion", "pin"]),
      reason: line(200),
    })
    .strict(),
  z.object({ intent: z.literal("release"), constraintId: rowId }).strict(),
]);

/** A day named in the URL; null when it names none. */
export function dayOf(param: string | null): string | null {
  const parsed = civilDay.safeParse(param ?? "");
  return parsed.success ? parsed.data : null;
}

/** A row named in the URL; null when it names none. */
export function rowOf(param: string | null | undefined): number | null {
  const parsed = rowId.safeParse(param ?? undefined);
  return parsed.success ? parsed.data : null;
}
