import { decodeText } from "./decode-text.ts";
import { readCsv } from "./read-csv.ts";
import { READER_LIMITS, SHEET_LIMITS } from "./sheet-limits.ts";
import { refuseSheet, type Sheet, type SheetFault, SheetRefusal } from "./sheet-types.ts";
import { refuseMarkup, sniffFile } from "./sniff-file.ts";
import { readCellStyles, readSharedStrings, readWorkbookParts } from "./xlsx-parts.ts";
import { sheetReader, type WorkbookContext } from "./xlsx-sheet.ts";
import { openZip } from "./zip-archive.ts";

const MEGABYTE = 1024 * 1024;

/**
 * Reads a spreadsheet into sheets of cells: xlsx, or a table of text (UTF-8, GB18030, UTF-16). The bytes decide what it
 * is, not the name. Everything else, and everything beyond the limits, is refused with a fault. Runs in this process:
 * files from outside are read through the capped child process.
 */
export async function readSheets(
  bytes: Uint8Array,
): Promise<{ ok: true; sheets: Sheet[] } | { ok: false; fault: SheetFault }> {
  try {
    return { ok: true, sheets: await readFile(bytes) };
  } catch (error) {
    if (error instanceof SheetRefusal) return { ok: false, fault: error.fault };
    throw error;
  }
}

async function readFile(bytes: Uint8Array): Promise<Sheet[]> {
  if (bytes.length > SHEET_LIMITS.fileBytes) {
    refuseSheet("file_too_large", { limitMegabytes: SHEET_LIMITS.fileBytes / MEGABYTE });
  }
  if (sniffFile(bytes) === "zip") return readXlsx(bytes);
  const text = decodeText(bytes);
  refuseMarkup(text);
  return [readCsv(text)];
}

async function readXlsx(bytes: Uint8Array): Promise<Sheet[]> {
  const zip = openZip(bytes);
  const parts = await readWorkbookParts(zip);
  const context: WorkbookContext = {
    strings: await readSharedStrings(zip, parts.strings),
    styles: await readCellStyles(zip, parts.styles),
    since1904: parts.since1904,
    counts: { rows: 0, cells: 0 },
    watch: watchMemory,
  };
  const sheets: Sheet[] = [];
  for (const { name, part, hidden } of parts.sheets) {
    if (!zip.has(part)) refuseSheet("broken_file", {});
    const reader = sheetReader(name, hidden, context);
    await zip.stream(part, reader.push);
    sheets.push(reader.finish());
  }
  return sheets;
}

function watchMemory(): void {
  const limit = READER_LIMITS.residentMegabytes * MEGABYTE;
  if (process.memoryUsage.rss() > limit) refuseSheet("too_much_memory", {});
}
