import { z } from "zod";
import { optionalText, rowId, seenVersion, words } from "#app/platform/shapes.ts";

/** A firm says what is wrong in what is held about it. */
export const askCorrectionSchema = z.strictObject({ command: z.literal("correct"), wanted: words(500) });

/** What the office makes of it; address and phone are put right in the same save. */
export const decideCorrectionSchema = z.strictObject({
  command: z.enum(["done", "refused"], "form.invalid"),
  correctionId: rowId,
  version: seenVersion,
  decision: words(500),
  address: optionalText(200),
  phone: optionalText(40),
});
export type DecideCorrectionForm = z.output<typeof decideCorrectionSchema>;
