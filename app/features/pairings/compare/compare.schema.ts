import { z } from "zod";

const row = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);

/** Two plans set side by side in their address; what an address says wrongly is left out. */
export const comparisonSchema = z.object({
  a: row,
  b: row,
  county: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .catch(undefined),
  after: row,
  before: row,
  page: z.enum(["last"]).optional().catch(undefined),
});

export type ComparisonList = z.output<typeof comparisonSchema>;

/** Reads the address of a comparison. */
export function readComparison(params: URLSearchParams): ComparisonList {
  return comparisonSchema.parse(Object.fromEntries(params));
}
