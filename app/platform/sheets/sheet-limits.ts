const MEGABYTE = 1024 * 1024;

/** Bounds of one file: ten times the largest register known (30,000 rows × 20 columns, 25 MB unpacked), far below what hurts. */
export const SHEET_LIMITS = {
  /** Bytes of the file as uploaded. */
  fileBytes: 20 * MEGABYTE,
  /** Files in the archive. */
  entries: 2_000,
  /** Bytes all parts read from the archive may unpack to. */
  unpackedBytes: 256 * MEGABYTE,
  /** Times a part may grow in unpacking, once it is larger than `ratioFrom` bytes; a sheet of equal rows reaches about 100. */
  ratio: 300,
  ratioFrom: 8 * MEGABYTE,
  sheets: 200,
  /** Rows with content in all sheets together. */
  rows: 120_000,
  /** Index of the last column that may hold content. */
  columns: 1_000,
  /** Cells with content in all sheets together. */
  cells: 4_000_000,
  /** Characters of one cell: Excel's own limit. */
  cellCharacters: 32_767,
  /** Characters of one row's or one string's markup. */
  elementCharacters: 16 * MEGABYTE,
  /** Characters of the small parts: workbook, styles, relations. */
  partCharacters: 16 * MEGABYTE,
  merges: 200_000,
} as const;

/** Bounds of the reading process. */
export const READER_LIMITS = {
  /** Seconds until it is ended. */
  seconds: 60,
  /** Megabytes of JavaScript heap. */
  heapMegabytes: 768,
  /** Megabytes of memory in all, watched by the process itself. */
  residentMegabytes: 1_024,
  /** Megabytes of answer the parent accepts. */
  answerMegabytes: 256,
  /** Files read at the same time; more wait their turn. */
  atOnce: 2,
} as const;
