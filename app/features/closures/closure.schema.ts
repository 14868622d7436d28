import { z } from "zod";
import { REVIEW_DECISIONS } from "#app/domain/supervision/states.ts";
import { rowId, seenVersion, words } from "#app/platform/shapes.ts";

export const closureSearch = z.object({
  show: z.enum(["waiting", "decided"]).catch("waiting").default("waiting"),
  after: rowId.optional().catch(undefined),
});

/** What a person found: the closure is sound, or hollow, with the reason. */
export const closureSchema = z.strictObject({
  reviewId: rowId,
  version: seenVersion,
  decision: z.enum(REVIEW_DECISIONS, "form.invalid"),
  reason: words(500),
});
export type ClosureForm = z.output<typeof closureSchema>;
