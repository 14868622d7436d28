import { checkPdf } from "./papers/pdf.ts";
import { openZip, type ZipArchive } from "./sheets/zip-archive.ts";

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

/** How much an office file may unpack to, in bytes. */
const UNPACKED_BYTES = 128 * 1024 * 1024;

/** What the bytes of a paper turned out to be; null where they are no paper at all. */
export type Paper = { ok: true; mime: string } | { ok: false; why: "unreadable" | "active" } | null;

/** Names inside an office file that can act: macros, sheets of formulas that act, embedded programs. */
const ACTIVE = /vbaProject|activeX|macrosheets\/|embeddings\/.*\.(bin|exe|js|vbs|scr|bat|lnk|ole)$/i;
/** A relation that fetches and runs what lies elsewhere when the paper is opened: templates, objects, frames. Links and pictures don't. */
const FETCHES =
  /<Relationship\b(?=[^>]*TargetMode\s*=\s*["']External)(?=[^>]*\/(?:attachedTemplate|oleObject|frame|subDocument|externalLink)["'])[^>]*>/i;

/**
 * What kind of paper the bytes are: PDF, Word or Excel of today's formats, known by what is inside, never by name. Papers are handed out
 * as they came, as downloads; so what acts when it is opened (macros, scripts, programs within, templates from elsewhere) is refused,
 * and what is not whole too.
 */
export async function readPaper(bytes: Uint8Array): Promise<Paper> {
  const head = Buffer.from(bytes.subarray(0, 5)).toString("latin1");
  if (head === "%PDF-") {
    const found = await checkPdf(bytes);
    return found === "passive" ? { ok: true, mime: "application/pdf" } : { ok: false, why: found };
  }
  if (!head.startsWith("PK\u0003\u0004")) return null;
  try {
    return await readOffice(openZip(bytes, UNPACKED_BYTES));
  } catch {
    return { ok: false, why: "unreadable" };
  }
}

async function readOffice(zip: ZipArchive): Promise<Paper> {
  const main = zip.has("word/document.xml") ? WORD : zip.has("xl/workbook.xml") ? SHEET : null;
  if (main === null || !zip.has("[Content_Types].xml")) return null;
  if (zip.names.some((name) => ACTIVE.test(name))) return { ok: false, why: "active" };
  if (/macroEnabled|vbaProject/i.test(await zip.text("[Content_Types].xml")))
    return { ok: false, why: "active" };
  for (const name of zip.names)
    if (name.endsWith(".rels") && FETCHES.test(await zip.text(name))) return { ok: false, why: "active" };
  // Unpacked once under the limits: a paper that swells to gigabytes is not handed on to whoever opens it.
  for (const name of zip.names) if (!name.endsWith("/")) await zip.stream(name, () => {});
  return { ok: true, mime: main };
}
