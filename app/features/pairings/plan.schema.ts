import { z } from "zod";
import { line, rowId, seenVersion } from "#app/platform/shapes.ts";

/** The form that starts a draft. */
export const draftPlanSchema = z
  .object({
    countyCode: z.string().max(12).optional(),
    mode: z.enum(["repair", "reoptimise"]),
  })
  .strict();

/** The form that puts a draft in force. */
export const publishPlanSchema = z.object({ version: seenVersion, reason: line(200) }).strict();

/** A row named in the URL; null when it names none. */
export function rowOf(param: string | null | undefined): number | null {
  const parsed = rowId.safeParse(param ?? undefined);
  return parsed.success ? parsed.data : null;
}
