import { FIELDS_OF, type ImportField, type ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";

/** Sheets and columns one form may correct. */
const MOST_SHEETS = 50;
const MOST_COLUMNS = 200;

/**
 * Reads a form of corrected columns: `sheet.N` the name of the N-th sheet, `out.N` leaves it out, `header.N` its header row,
 * `column.N.C` the field of column C ("" = not read). What is not as offered is left out.
 */
export function readCorrections(kind: ImportKind, form: FormData): SheetCorrection[] {
  const corrections: SheetCorrection[] = [];
  for (let at = 0; at < MOST_SHEETS; at++) {
    const sheet = form.get(`sheet.${at}`);
    if (typeof sheet !== "string" || /[\0\p{Surrogate}]/u.test(sheet)) continue;
    if (form.get(`out.${at}`) !== null) {
      corrections.push({ sheet: sheet.slice(0, 100), leaveOut: true });
      continue;
    }
    const header = Number(form.get(`header.${at}`) || Number.NaN);
    const former = Number(form.get(`former.${at}`) || Number.NaN);
    const moved = Number.isInteger(header) && header >= 0 && header <= 1_000 && header !== former;
    const fields = moved ? undefined : fieldsOf(kind, form, at);
    corrections.push({
      sheet: sheet.slice(0, 100),
      ...(moved ? { headerRow: header } : {}),
      ...(fields ? { fields } : {}),
    });
  }
  return corrections;
}

function fieldsOf(kind: ImportKind, form: FormData, sheet: number): Record<number, ImportField | null> {
  const fields: Record<number, ImportField | null> = {};
  for (let column = 0; column < MOST_COLUMNS; column++) {
    const value = form.get(`column.${sheet}.${column}`);
    if (typeof value !== "string") continue;
    fields[column] = FIELDS_OF[kind].find((field) => field === value) ?? null;
  }
  return fields;
}
