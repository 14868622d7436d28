import { z } from "zod";
import { FIRM_SIZES } from "#app/domain/access/roles.ts";
import { FIRM_STATES } from "#app/domain/register/firm-states.ts";

const typed = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !/[\0\p{Surrogate}]/u.test(value))
    .transform((value) => value.trim())
    .optional()
    .catch(undefined)
    .transform((value) => value || undefined);
const code = z
  .string()
  .regex(/^[0-9A-Z]{1,12}$/)
  .optional()
  .catch(undefined);
const anchor = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);

/** The list of firms in its address: what is searched and filtered, in which order, and which page. What an address says wrongly is left out. */
export const firmListSchema = z.object({
  q: typed(100),
  county: code,
  township: code,
  sector: code,
  size: z.enum(FIRM_SIZES).optional().catch(undefined),
  state: z.enum(FIRM_STATES).optional().catch(undefined),
  programme: z.enum(["in", "out"]).optional().catch(undefined),
  placed: z.enum(["no"]).optional().catch(undefined),
  address: typed(100),
  /** Boxes to tick for bulk actions; all filters, not only the usual ones. */
  select: z.enum(["yes"]).optional().catch(undefined),
  more: z.enum(["yes"]).optional().catch(undefined),
  sort: z.enum(["name", "contact"]).default("name").catch("name"),
  dir: z.enum(["asc", "desc"]).default("asc").catch("asc"),
  after: anchor,
  before: anchor,
  page: z.enum(["last"]).optional().catch(undefined),
});

export type FirmList = z.output<typeof firmListSchema>;
/** The part that decides which firms are meant, whatever the order and the page. */
export type FirmFilters = Pick<
  FirmList,
  "q" | "county" | "township" | "sector" | "size" | "state" | "programme" | "placed" | "address"
>;
const FILTER_FIELDS = [
  "q",
  "county",
  "township",
  "sector",
  "size",
  "state",
  "programme",
  "placed",
  "address",
] as const satisfies readonly (keyof FirmFilters)[];

/** Reads the list's address. */
export function readFirmList(params: URLSearchParams): FirmList {
  return firmListSchema.parse(Object.fromEntries(params));
}

/** Only the filters of an address, as parameters: for links, exports and "all that match". */
export function firmFilterParams(list: FirmFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const field of FILTER_FIELDS) {
    const value = list[field];
    if (value) params.set(field, value);
  }
  return params;
}
