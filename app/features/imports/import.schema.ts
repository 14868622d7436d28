import { z } from "zod";
import { IMPORT_OUTCOMES } from "#app/domain/register/judge/reasons.ts";
import { IMPORT_KINDS } from "#app/domain/register/sheet/fields.ts";
import { IMPORT_CHANGES } from "./judged-row.ts";

/** The upload form beside its file. */
export const uploadSchema = z.strictObject({
  key: z.uuid().optional().catch(undefined),
  kind: z.enum(IMPORT_KINDS, "form.invalid"),
  countyCode: z
    .string()
    .regex(/^[0-9A-Z]{0,12}$/, "form.invalid")
    .optional()
    .default(""),
});

/** What the page of an import can be asked to do; columns are corrected by the fields of `corrections.ts`. */
export const importActionSchema = z.object({
  intent: z.enum(["commit", "undo", "discard", "again", "correct"], "form.invalid"),
});

const anchor = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);

/** The address of an import's page: which rows, which page of them, what is asked. */
export const importPageSchema = z.object({
  outcome: z.enum(IMPORT_OUTCOMES).optional().catch(undefined),
  change: z.enum(IMPORT_CHANGES).optional().catch(undefined),
  after: anchor,
  before: anchor,
  page: z.enum(["last"]).optional().catch(undefined),
  do: z.enum(["commit", "undo", "columns"]).optional().catch(undefined),
});
