import { openZip } from "./sheets/zip-archive.ts";

/** Largest paper that is taken, in megabytes. */
export const DOCUMENT_MEGABYTES = 20;

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** File endings by kind, for files that are handed out. */
export const ENDINGS: Readonly<Record<string, string>> = {
  "image/webp": "webp",
  "application/pdf": "pdf",
  [WORD]: "docx",
  [SHEET]: "xlsx",
};

/** Names inside an office file that can act: macros, embedded programs. */
const ACTIVE = /vbaProject|activeX|embeddings\/.*\.(bin|exe|js)$/i;

/**
 * What kind of paper the bytes are: PDF, Word or Excel of today's formats, known by what is inside, never by name. Null for everything
 * else, macros included. Papers are only ever handed out as downloads, so their contents are not changed.
 */
export function documentKind(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 5)).toString("latin1");
  if (head === "%PDF-") return "application/pdf";
  if (!head.startsWith("PK\u0003\u0004")) return null;
  try {
    const { names } = openZip(bytes);
    if (!names.includes("[Content_Types].xml") || names.some((name) => ACTIVE.test(name))) return null;
    if (names.includes("word/document.xml")) return WORD;
    return names.includes("xl/workbook.xml") ? SHEET : null;
  } catch {
    return null;
  }
}
