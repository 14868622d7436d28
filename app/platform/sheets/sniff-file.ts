import { refuseSheet } from "./sheet-types.ts";

/** What the first bytes say a file is, whatever its name says. */
export type FileKind = "zip" | "text";

const SIGNATURES: [number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46], "pdf"],
  [[0x89, 0x50, 0x4e, 0x47], "png"],
  [[0xff, 0xd8, 0xff], "jpeg"],
  [[0x47, 0x49, 0x46, 0x38], "gif"],
  [[0x42, 0x4d], "bmp"],
  [[0x1f, 0x8b], "gzip"],
  [[0x52, 0x61, 0x72, 0x21], "rar"],
  [[0x37, 0x7a, 0xbc, 0xaf], "7z"],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], "rtf"],
  [[0x4d, 0x5a], "exe"],
  [[0x53, 0x51, 0x4c, 0x69], "sqlite"],
];

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Record types that open a BIFF 2, 3, 4 or 5 stream without the OLE container. */
const BIFF = [0x0009, 0x0209, 0x0409, 0x0809];
const HEAD = 4_096;

/** Tells a zip archive from text, and refuses what is known to be neither a workbook nor a table of text: old .xls, HTML saved as .xls, PDF, pictures. */
export function sniffFile(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) refuseSheet("empty_file", {});
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04]) || starts(bytes, [0x50, 0x4b, 0x05, 0x06])) return "zip";
  if (starts(bytes, OLE)) {
    const protectedPackage = Buffer.from("EncryptedPackage", "utf16le");
    const holds = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(protectedPackage);
    refuseSheet(holds ? "password_protected" : "old_xls", {});
  }
  const first = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
  if (BIFF.includes(first) && (bytes[3] ?? 1) === 0 && (bytes[2] ?? 0) <= 16) refuseSheet("old_xls", {});
  const signature = SIGNATURES.find(
    ([magic, kind]) => starts(bytes, magic) && (kind !== "bmp" || bytes[6] === 0),
  );
  if (signature) refuseSheet("not_a_spreadsheet", { kind: signature[1] });
  return "text";
}

/** Refuses markup that spreadsheet programs accept under the name of a table: HTML, a web archive, the XML format of 2003. */
export function refuseMarkup(text: string): void {
  const head = text.slice(0, HEAD).trimStart().toLowerCase();
  if (/^(?:<!doctype\s+html|<html|<table|<head|<meta|<body|<style|<div|<center)/.test(head))
    refuseSheet("html_table", {});
  if (/^mime-version:|^content-type:\s*multipart/.test(head)) refuseSheet("html_table", {});
  if (/^<\?xml|^<!--/.test(head)) {
    if (/<html|<table/.test(head)) refuseSheet("html_table", {});
    if (/urn:schemas-microsoft-com:office:spreadsheet|mso-application|<workbook/.test(head))
      refuseSheet("xml_spreadsheet", {});
    refuseSheet("not_a_spreadsheet", { kind: "xml" });
  }
  if (/^[[{]\s*["{[]/.test(head)) refuseSheet("not_a_spreadsheet", { kind: "json" });
  if (/^%pdf|^{\\rtf/.test(head)) refuseSheet("not_a_spreadsheet", { kind: "document" });
}

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
