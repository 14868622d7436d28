import { createInflateRaw } from "node:zlib";
import { SHEET_LIMITS } from "./sheet-limits.ts";
import { refuseSheet } from "./sheet-types.ts";

/** An opened archive: names, and parts streamed as text under the limits. */
export type ZipArchive = {
  names: readonly string[];
  has(name: string): boolean;
  /** Hands the text of a part over in pieces; returns false to stop early. */
  stream(name: string, onText: (text: string) => void): Promise<void>;
  /** The whole text of a small part, "" when it is missing. */
  text(name: string): Promise<string>;
};

type Entry = { method: number; compressed: number; offset: number; encrypted: boolean };

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const MEGABYTE = 1024 * 1024;

/** Opens an archive by its central directory. Sizes stated in it are not believed: what unpacks is counted while it unpacks. */
export function openZip(bytes: Uint8Array, unpackedBytes: number = SHEET_LIMITS.unpackedBytes): ZipArchive {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(data);
  const budget = { left: unpackedBytes };
  const stream = async (name: string, onText: (text: string) => void) => {
    const entry = entries.get(name);
    if (!entry) refuseSheet("broken_file", {});
    await unpack(data, entry, budget, onText);
  };
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    stream,
    async text(name) {
      if (!entries.has(name)) return "";
      let whole = "";
      await stream(name, (text) => {
        whole += text;
        if (whole.length > SHEET_LIMITS.partCharacters) unpackedTooLarge();
      });
      return whole;
    },
  };
}

function readDirectory(data: Buffer): Map<string, Entry> {
  const end = findEnd(data);
  const count = data.readUInt16LE(end + 10);
  if (count > SHEET_LIMITS.entries) refuseSheet("too_many_entries", { limit: SHEET_LIMITS.entries });
  const entries = new Map<string, Entry>();
  let at = data.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== CENTRAL_SIGNATURE) refuseSheet("broken_file", {});
    const nameLength = data.readUInt16LE(at + 28);
    const name = data.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/");
    entries.set(name, {
      encrypted: (data.readUInt16LE(at + 8) & 1) === 1,
      method: data.readUInt16LE(at + 10),
      compressed: data.readUInt32LE(at + 20),
      offset: data.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(data: Buffer): number {
  const lowest = Math.max(0, data.length - END_SIZE - LONGEST_COMMENT);
  for (let at = data.length - END_SIZE; at >= lowest; at--) {
    if (data.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  return refuseSheet("broken_file", {});
}

async function unpack(
  data: Buffer,
  entry: Entry,
  budget: { left: number },
  onText: (text: string) => void,
): Promise<void> {
  if (entry.encrypted) refuseSheet("password_protected", {});
  if (entry.offset + 30 > data.length || data.readUInt32LE(entry.offset) !== LOCAL_SIGNATURE)
    refuseSheet("broken_file", {});
  const start =
    entry.offset + 30 + data.readUInt16LE(entry.offset + 26) + data.readUInt16LE(entry.offset + 28);
  if (start + entry.compressed > data.length) refuseSheet("broken_file", {});
  const packed = data.subarray(start, start + entry.compressed);
  const take = textTaker(packed.length, budget, onText);
  if (entry.method === 0) take(packed);
  else if (entry.method === 8) await inflate(packed, take);
  else refuseSheet("broken_file", {});
  take(null);
}

async function inflate(packed: Buffer, take: (chunk: Buffer) => void): Promise<void> {
  const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
  inflater.end(packed);
  try {
    for await (const chunk of inflater) take(chunk as Buffer);
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      refuseSheet("broken_file", {});
    throw error;
  } finally {
    inflater.destroy();
  }
}

function textTaker(packedBytes: number, budget: { left: number }, onText: (text: string) => void) {
  let decoder: TextDecoder | null = null;
  let unpacked = 0;
  return (chunk: Buffer | null) => {
    if (chunk === null) {
      if (decoder) onText(decoder.decode());
      return;
    }
    unpacked += chunk.length;
    budget.left -= chunk.length;
    const swollen = unpacked > SHEET_LIMITS.ratioFrom && unpacked > packedBytes * SHEET_LIMITS.ratio;
    if (budget.left < 0 || swollen) unpackedTooLarge();
    decoder ??= new TextDecoder(encodingOfXml(chunk));
    const text = decoder.decode(chunk, { stream: true });
    if (unpacked === chunk.length && /<!(?:DOCTYPE|ENTITY)/i.test(text)) refuseSheet("unsafe_content", {});
    onText(text);
  };
}

function encodingOfXml(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return "utf-16be";
  return "utf-8";
}

function unpackedTooLarge(): never {
  return refuseSheet("unpacks_too_large", {
    limitMegabytes: Math.round(SHEET_LIMITS.unpackedBytes / MEGABYTE),
  });
}
