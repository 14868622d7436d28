import { z } from "zod";
import { rowId } from "#app/platform/shapes.ts";

/** A year of a duty file. */
export const dutyYear = z.coerce.number("form.invalid").int("form.invalid").min(2000).max(2100);

/** The form that asks for a duty file as a workbook. */
export const exportDutyFileSchema = z.strictObject({ deputy: rowId, year: dutyYear });

/** Year and deputy of the address; whatever makes no sense is left out. */
export function readDutyAddress(search: URLSearchParams): { deputyId: number | null; year: number | null } {
  const year = dutyYear.safeParse(search.get("year"));
  const deputyId = rowId.safeParse(search.get("deputy"));
  return { deputyId: deputyId.success ? deputyId.data : null, year: year.success ? year.data : null };
}
