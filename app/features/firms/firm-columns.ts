/** Columns the list of firms can show beside the name. */
export const FIRM_COLUMNS = [
  "place",
  "uscc",
  "sector",
  "size",
  "state",
  "programme",
  "deputy",
  "contact",
] as const;
export type FirmColumn = (typeof FIRM_COLUMNS)[number];

/** Shown unless the address says otherwise. */
export const DEFAULT_FIRM_COLUMNS: readonly FirmColumn[] = ["place", "deputy", "contact"];

/** The known ones among the columns asked for. */
export function knownFirmColumns(asked: readonly string[]): FirmColumn[] {
  return FIRM_COLUMNS.filter((column) => asked.includes(column));
}

/** A firm as the list shows it: only the shown columns are there; `contact` a day or null (never), `programme` in or out. */
export type FirmListRow = {
  firmId: number;
  name: string;
  place?: string;
  uscc?: string;
  sector?: string | null;
  size?: string | null;
  state?: string;
  programme?: boolean;
  deputy?: string | null;
  contact?: string | null;
};

/** The fields that cross the wire for some columns. */
export function firmFieldsOf(columns: readonly FirmColumn[]): (keyof FirmListRow)[] {
  return ["firmId", "name", ...columns];
}
