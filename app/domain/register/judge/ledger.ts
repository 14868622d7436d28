import { textOf } from "#app/domain/register/sheet/cell.ts";
import { cut } from "#app/domain/register/values/text.ts";
import { cleanUscc, readUscc } from "#app/domain/uscc/read.ts";
import type { Candidate, ImportRow } from "./candidates.ts";
import { note } from "./reasons.ts";
import type { RowReader } from "./row-reader.ts";

/** Characters kept of a code that is none. */
const SHOWN = 60;

/** Marks rows whose key stood in an earlier row as duplicates of it; a row without a key is passed over. */
export function markRepeated<C extends Candidate>(
  rows: readonly ImportRow<C>[],
  keyOf: (row: ImportRow<C>) => string | null,
): ImportRow<C>[] {
  const seen = new Map<string, { row: number; sheet: string }>();
  return rows.map((row) => {
    const key = keyOf(row);
    if (key === null) return row;
    const earlier = seen.get(key);
    if (earlier !== undefined)
      return { ...row, outcome: "duplicate" as const, ...note("import.duplicate_in_file", earlier) };
    seen.set(key, { row: row.row, sheet: row.sheet });
    return row;
  });
}

/** Registration numbers 注册号 of before 2015: thirteen or fifteen digits. */
export const OLD_NUMBER = /^\d{13}(?:\d{2})?$/;

export type FirmCode = { uscc: string | null; orgCode: string | null; other: string | null; none: boolean };

/** A firm's code in a ledger: a USCC, an organisation code of nine characters, or an older registration number. */
export function readFirmCode(reader: RowReader): FirmCode {
  const cell = reader.cell("firmCode");
  const typed = cleanUscc(typeof cell === "number" ? String(cell) : textOf(cell));
  const none = { uscc: null, orgCode: null, other: null, none: typed === "" };
  if (none.none) return none;
  const read = readUscc(typeof cell === "number" ? cell : textOf(cell));
  if (read.kind === "valid") return { ...none, uscc: read.uscc };
  if (/^[0-9A-Z]{8}[0-9X]$/.test(typed)) return { ...none, orgCode: typed };
  return { ...none, other: cut(typed, SHOWN) };
}
