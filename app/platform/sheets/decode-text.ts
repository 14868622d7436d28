import { refuseSheet } from "./sheet-types.ts";

const SAMPLE = 4_096;

/**
 * Text of a file whose encoding nobody states: byte order marks first, then UTF-16 by its zero bytes, then UTF-8 if the
 * bytes are valid as such, else GB18030 (the whole of it: GB2312 would lose 猇亭). Bytes valid in none are refused.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes, encodingOf(bytes));
  if (/\0/.test(text.slice(0, SAMPLE * 4))) refuseSheet("binary_content", {});
  return text;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  return utf16ByZeroes(bytes) ?? (isValid(bytes, "utf-8") ? "utf-8" : "gb18030");
}

/** UTF-16 without a mark: commas, digits and line ends put many zeros on one side of the pairs; few characters (一) have one on the other. */
function utf16ByZeroes(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = sample.length / 20;
  if (odd > many && odd > even * 4) return "utf-16le";
  if (even > many && even > odd * 4) return "utf-16be";
  return null;
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuseSheet("encoding_unknown", {});
  }
}
