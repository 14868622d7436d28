/** A date cell of a workbook: a civil day, "YYYY-MM-DD". */
export type DateCell = { date: string };

/** A cell whose formula failed or was never calculated: "#N/A", "#REF!", "=". */
export type ErrorCell = { error: string };

/** A cell as it stood in the file; numbers are numbers only where the file said so (a CSV holds text alone). */
export type Cell = string | number | boolean | DateCell | ErrorCell | null;

/** One row of a sheet; `row` is the sheet's own number (in a CSV the record's, the header counting as 1). */
export type SheetRow = { row: number; cells: Cell[]; hidden?: boolean; struck?: boolean };

/** A merged area, all ends included: rows are numbered from 1, columns from 0. */
export type Merge = { top: number; left: number; bottom: number; right: number };

/** One sheet as read: rows in order, empty ones left out at the end; the name of a CSV's sheet is "". */
export type SheetData = {
  name: string;
  hidden: boolean;
  rows: SheetRow[];
  merges: Merge[];
  hiddenColumns: number[];
};

/** Format characters, which no one sees: zero-width spaces and joiners, soft hyphens, direction and byte order marks. */
const INVISIBLE = /\p{Cf}/gu;

/** The apostrophe our own exports put before texts that would start a formula. */
const OWN_APOSTROPHE = /^'(?=[=+\-@＝＋－＠−])/;

/** The text of a cell as a person would read it: trimmed, without invisible characters; "" for empty and failed cells. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") {
    return cell
      .replace(INVISIBLE, "")
      .replace(OWN_APOSTROPHE, "")
      .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t]/g, " ")
      .trim();
  }
  if (typeof cell === "object") return "date" in cell ? cell.date : "";
  return String(cell);
}

/** The cell as it would be shown in a copy of the file: the untouched text, "#N/A" for failed cells. */
export function shownText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object") return "date" in cell ? cell.date : cell.error;
  return String(cell);
}

/** Whether a cell holds nothing to read. */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && textOf(cell) === "");
}

/** Whether a text holds NUL, another control character or half of a surrogate pair, none of which a database may be given. */
export function hasBadCharacters(text: string): boolean {
  return hasControl(text) || /\p{Surrogate}/u.test(text);
}

/** A text without NUL and with lone halves of surrogate pairs replaced, fit to be stored and shown. */
export function harmless(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\uFFFD");
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 32 && unit !== 9 && unit !== 10 && unit !== 13) return true;
    if (unit === 0xfffe || unit === 0xffff) return true;
  }
  return false;
}
