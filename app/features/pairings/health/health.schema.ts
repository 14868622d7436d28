import { z } from "zod";
import { HEALTH_SETS } from "#app/domain/plan/health.ts";

const row = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);
const place = z.object({
  county: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .catch(undefined),
});
const list = place.extend({
  set: z.enum(HEALTH_SETS).catch("programme"),
  township: z
    .string()
    .regex(/^\d{9}$/)
    .optional()
    .catch(undefined),
  after: row,
  before: row,
  page: z.enum(["last"]).optional().catch(undefined),
});

/** The county whose townships are shown; none = the counties of the city. */
export type HealthPlace = z.output<typeof place>;
/** A list behind a number, as its address says it. */
export type HealthList = z.output<typeof list>;

/** Reads the address of the health page; what makes no sense is left out. */
export function readHealthPlace(params: URLSearchParams): HealthPlace {
  return place.parse(Object.fromEntries(params));
}

/** Reads the address of a list behind one of its numbers. */
export function readHealthList(params: URLSearchParams): HealthList {
  return list.parse(Object.fromEntries(params));
}
