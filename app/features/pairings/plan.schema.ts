import { z } from "zod";
import { line, seenVersion } from "#app/platform/shapes.ts";

/** The form that starts a draft. */
export const draftPlanSchema = z
  .object({
    countyCode: z.string().max(12).optional(),
    mode: z.enum(["repair", "reoptimise"]),
  })
  .strict();

/** The form that puts a draft in force. */
export const publishPlanSchema = z.object({ version: seenVersion, reason: line(200) }).strict();
