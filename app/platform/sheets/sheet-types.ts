/** A cell as it stood in the file: text, number, truth value, a civil day, or a failed formula. */
export type SheetCell = string | number | boolean | { date: string } | { error: string } | null;

/** A row with its own number in the sheet (in a text file the record's number, from 1). */
export type SheetRow = { row: number; cells: SheetCell[]; hidden?: boolean; struck?: boolean };

/** A merged area, ends included; rows count from 1, columns from 0. */
export type SheetMerge = { top: number; left: number; bottom: number; right: number };

/** One sheet; a text file has one, named "". */
export type Sheet = {
  name: string;
  hidden: boolean;
  rows: SheetRow[];
  merges: SheetMerge[];
  hiddenColumns: number[];
};

/** Why a file can't be read as a spreadsheet, with what a sentence about it needs. */
export type SheetFaults = {
  empty_file: Record<string, never>;
  file_too_large: { limitMegabytes: number };
  old_xls: Record<string, never>;
  password_protected: Record<string, never>;
  html_table: Record<string, never>;
  xml_spreadsheet: Record<string, never>;
  zip_not_xlsx: { kind: string };
  not_a_spreadsheet: { kind: string };
  broken_file: Record<string, never>;
  unsafe_content: Record<string, never>;
  unpacks_too_large: { limitMegabytes: number };
  too_many_entries: { limit: number };
  too_many_sheets: { limit: number };
  too_many_rows: { limit: number };
  too_many_columns: { limit: number };
  too_many_cells: { limit: number };
  cell_too_long: { row: number; limit: number };
  encoding_unknown: Record<string, never>;
  binary_content: Record<string, never>;
  csv_quotes: { line: number };
  too_slow: { seconds: number };
  too_much_memory: Record<string, never>;
  reader_failed: Record<string, never>;
};
export type SheetFaultCode = keyof SheetFaults;
export type SheetFault = { [C in SheetFaultCode]: { code: C; facts: SheetFaults[C] } }[SheetFaultCode];

/** Thrown while reading and caught at the entry: the file is refused with `fault`. */
export class SheetRefusal extends Error {
  readonly fault: SheetFault;
  constructor(fault: SheetFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** Refuses the file being read. */
export function refuseSheet<C extends SheetFaultCode>(code: C, facts: SheetFaults[C]): never {
  throw new SheetRefusal({ code, facts } as SheetFault);
}
