import { z } from "zod";
import { line } from "#app/platform/shapes.ts";

/** Asks for a one-time code for a person of a firm. */
export const firmCodeSchema = z.strictObject({
  command: z.literal("code"),
  name: line(40),
  replaces: z.boolean("form.invalid").default(false),
});
export const withdrawConsentSchema = z.strictObject({ command: z.literal("withdraw_consent") });
