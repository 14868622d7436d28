import { z } from "zod";
import { rowId } from "#app/platform/shapes.ts";

/** A township's number, or nothing for deputies without one. */
const townshipCode = z.string().regex(/^(\d{9})?$/, "form.invalid");

/** Asks for cards: of everybody in one township who has not signed in yet, or of one deputy. */
export const printCardsSchema = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("township"), township: townshipCode.default("") }),
  z.strictObject({ of: z.literal("deputy"), deputyId: rowId }),
]);

/** Which township or deputy the address names; null where it names none. */
export function placeOf(params: URLSearchParams): { township: string | null; deputyId: number | null } {
  const township = townshipCode.safeParse(params.get("township") ?? undefined);
  const deputyId = rowId.safeParse(params.get("deputy") ?? undefined);
  return { township: township.data ?? null, deputyId: deputyId.data ?? null };
}
