import { z } from "zod";
import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";

const code = z
  .string()
  .regex(/^[0-9A-Z]{1,12}$/)
  .optional()
  .catch(undefined);
const anchor = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);

/** The list of deputies in its address. What an address says wrongly is left out. */
export const deputyListSchema = z.object({
  q: z
    .string()
    .max(100)
    .refine((value) => !/[\0\p{Surrogate}]/u.test(value))
    .transform((value) => value.trim())
    .optional()
    .catch(undefined)
    .transform((value) => value || undefined),
  county: code,
  township: code,
  sector: code,
  level: z.enum(DEPUTY_LEVELS).optional().catch(undefined),
  state: z.enum(["active", "left"]).optional().catch(undefined),
  free: z.enum(["yes"]).optional().catch(undefined),
  sort: z.enum(["name"]).default("name").catch("name"),
  dir: z.enum(["asc", "desc"]).default("asc").catch("asc"),
  after: anchor,
  before: anchor,
  page: z.enum(["last"]).optional().catch(undefined),
});

export type DeputyList = z.output<typeof deputyListSchema>;
/** The part that decides which deputies are meant. */
export type DeputyFilters = Pick<DeputyList, (typeof FILTER_FIELDS)[number]>;
const FILTER_FIELDS = ["q", "county", "township", "sector", "level", "state", "free"] as const;

/** Reads the list's address. */
export function readDeputyList(params: URLSearchParams): DeputyList {
  return deputyListSchema.parse(Object.fromEntries(params));
}

/** Only the filters of an address, as parameters. */
export function deputyFilterParams(list: DeputyFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const field of FILTER_FIELDS) {
    const value = list[field];
    if (value) params.set(field, value);
  }
  return params;
}
