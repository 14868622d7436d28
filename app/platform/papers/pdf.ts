import { promisify } from "node:util";
import { inflate } from "node:zlib";

const unpack = promisify(inflate);

/** Keys of a PDF that run something or send something when it is opened. */
const ACTIVE = /\/(?:JavaScript|JS|Launch|RichMedia|XFA|ImportData|SubmitForm)(?![A-Za-z0-9])/;
/** Files within are common (electronic invoices carry their data), programs are not. */
const PROGRAM = /\.(?:exe|com|scr|bat|cmd|ps1|vbs|vbe|jse?|wsf|hta|lnk|msi|jar|dll|iso|docm|xlsm|pptm)\s*\)/i;
/** The mark of the end stands in the last bytes, give or take what mail programs append. */
const TAIL = 2048;
/** How far the packed lists of objects are unpacked, each and all together; a longer one can't be looked through. */
const LIST_BYTES = 4 * 1024 * 1024;
const ALL_BYTES = 32 * 1024 * 1024;

/**
 * Whether a PDF only shows pages: scripts, programs within and forms that send are found in its plain parts and in its packed
 * lists of objects, also where their names are written in figures (`/J#61vaScript`). What can't be unpacked is `unreadable`, a locked one too.
 */
export async function checkPdf(bytes: Uint8Array): Promise<"passive" | "active" | "unreadable"> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(-TAIL).includes("%%EOF")) return "unreadable";
  let left = ALL_BYTES;
  let at = 0;
  while (at < file.length) {
    const starts = file.indexOf("stream", at);
    const plain = file.subarray(at, starts < 0 ? file.length : starts).toString("latin1");
    if (acts(plain)) return "active";
    if (starts < 0) break;
    const ends = file.indexOf("endstream", starts + 6);
    if (ends < 0) return "unreadable";
    if (/\/ObjStm(?![A-Za-z0-9])/.test(named(plain.slice(plain.lastIndexOf("obj"))))) {
      const body = file.subarray(starts + 6, ends);
      const packed = body.subarray(body[0] === 0x0d ? 2 : 1);
      const list = await unpack(packed, { maxOutputLength: LIST_BYTES }).catch(() => null);
      if (list === null) return "unreadable";
      left -= list.length;
      if (left < 0) return "unreadable";
      if (acts(list.toString("latin1"))) return "active";
    }
    at = ends + "endstream".length;
  }
  return "passive";
}

/** Names with their figures written out. */
function named(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Strings in hexadecimal and in two bytes a letter as plain ones. */
function spelled(text: string): string {
  const hex = text.replace(
    /<([0-9a-fA-F\s]{4,2000})>/g,
    (_, digits: string) => `(${Buffer.from(digits.replace(/\s/g, ""), "hex").toString("latin1")})`,
  );
  return hex.replaceAll("\u0000", "");
}

function acts(text: string): boolean {
  const plain = named(text);
  if (ACTIVE.test(plain)) return true;
  return plain.includes("/EF") && PROGRAM.test(spelled(plain));
}
