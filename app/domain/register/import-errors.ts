type None = Record<string, never>;

/** Refusals of a whole import file, before any row is judged; each is translated with what to do about it. */
export type ImportErrors = {
  "import.empty_file": None;
  "import.file_too_large": { limitMegabytes: number };
  "import.old_xls": None;
  "import.password_protected": None;
  "import.html_table": None;
  "import.xml_spreadsheet": None;
  "import.zip_not_xlsx": { kind: string };
  "import.not_a_spreadsheet": { kind: string };
  "import.broken_file": None;
  "import.unsafe_content": None;
  "import.unpacks_too_large": { limitMegabytes: number };
  "import.too_many_entries": { limit: number };
  "import.too_many_sheets": { limit: number };
  "import.too_many_rows": { limit: number };
  "import.too_many_columns": { limit: number };
  "import.too_many_cells": { limit: number };
  "import.cell_too_long": { row: number; limit: number };
  "import.encoding_unknown": None;
  "import.binary_content": None;
  "import.csv_quotes": { line: number };
  "import.too_slow": { seconds: number };
  "import.too_much_memory": None;
  "import.reader_failed": None;
  "import.no_list_found": { sheets: number };
};
export type ImportErrorCode = keyof ImportErrors;

/** Every refusal code of a whole file, for the check that each is translated. */
export const IMPORT_ERROR_CODES = [
  "import.empty_file",
  "import.file_too_large",
  "import.old_xls",
  "import.password_protected",
  "import.html_table",
  "import.xml_spreadsheet",
  "import.zip_not_xlsx",
  "import.not_a_spreadsheet",
  "import.broken_file",
  "import.unsafe_content",
  "import.unpacks_too_large",
  "import.too_many_entries",
  "import.too_many_sheets",
  "import.too_many_rows",
  "import.too_many_columns",
  "import.too_many_cells",
  "import.cell_too_long",
  "import.encoding_unknown",
  "import.binary_content",
  "import.csv_quotes",
  "import.too_slow",
  "import.too_much_memory",
  "import.reader_failed",
  "import.no_list_found",
] as const satisfies readonly ImportErrorCode[];
