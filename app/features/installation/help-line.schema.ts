import { z } from "zod";
import { optionalText, seenVersion } from "#app/platform/shapes.ts";

/** Whom people call who can't get on: a phone, and words beside it in both languages; all empty = none. */
export const helpLineSchema = z.strictObject({
  version: seenVersion,
  phone: optionalText(30),
  zh: optionalText(60),
  en: optionalText(120),
});
