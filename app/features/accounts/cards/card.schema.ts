import { z } from "zod";
import { rowId } from "#app/platform/shapes.ts";

/** A township's number, or nothing for deputies without one. */
const townshipCode = z.string().regex(/^(\d{9})?$/, "form.invalid");

const countyCode = z.string().regex(/^\d{6}$/, "form.invalid");

/**
 * Asks for cards: of everybody in one township who has not signed in yet, of one deputy, or of a county's deputies who hold no card yet
 * (`again`: also of those who hold one unused, which ends with the new one).
 */
export const printCardsSchema = z.discriminatedUnion("of", [
  z.strictObject({
    of: z.literal("township"),
    township: townshipCode.default(""),
    county: countyCode.optional(),
  }),
  z.strictObject({ of: z.literal("county"), county: countyCode, again: z.literal("yes").optional() }),
  z.strictObject({ of: z.literal("deputy"), deputyId: rowId }),
]);

/** Where one looks: a county, a township of it, one deputy, or all within one's scope. */
export type CardPlace = { county: string | null; township: string | null; deputyId: number | null };

/** Which county, township or deputy the address names; null where it names none. */
export function placeOf(params: URLSearchParams): CardPlace {
  const named = <T>(shape: z.ZodType<T>, name: string) =>
    shape.safeParse(params.get(name) ?? undefined).data ?? null;
  return {
    county: named(countyCode, "county"),
    township: named(townshipCode, "township"),
    deputyId: named(rowId, "deputy"),
  };
}
