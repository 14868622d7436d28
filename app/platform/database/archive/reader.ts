import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { DatabaseUnfitError } from "#app/platform/database/errors.ts";
import { type ArchiveEnd, type ArchiveHeader, type ArchiveLine, END_OF_ROWS } from "./format.ts";

const NEWLINE = 0x0a;
const LAST_ROWS = Buffer.concat([Buffer.from("\n"), END_OF_ROWS]);
const LONGEST_LINE_BYTES = 1_000_000;

export type ArchiveReader = {
  header(): Promise<ArchiveHeader>;
  /** The next line that is no row; for a table, `rows` must be read to its end before. */
  next(): Promise<ArchiveLine>;
  /** The rows of the table just announced, in pieces of any size that together are whole lines. */
  rows(): AsyncGenerator<Uint8Array>;
  close(): void;
};

/** Reads an archive piece by piece; the last line's digest is checked as it is read. */
export function readArchive(file: string): ArchiveReader {
  const source = createReadStream(file);
  const unpacked = source.pipe(createGunzip());
  source.on("error", (error) => unpacked.destroy(error));
  const pieces = unpacked[Symbol.asyncIterator]();
  const digest = createHash("sha256");
  let held: Buffer = Buffer.alloc(0);

  async function more(): Promise<void> {
    let piece: IteratorResult<Buffer>;
    try {
      piece = await pieces.next();
    } catch (error) {
      throw new DatabaseUnfitError(`${file} can't be read: it is no archive, or damaged`, { cause: error });
    }
    if (piece.done) throw new DatabaseUnfitError(`${file} breaks off before its end`);
    held = held.length > 0 ? Buffer.concat([held, piece.value]) : piece.value;
  }

  function take(length: number): Buffer {
    const piece = held.subarray(0, length);
    held = held.subarray(length);
    return piece;
  }

  async function line(): Promise<Buffer> {
    while (!held.includes(NEWLINE)) {
      if (held.length > LONGEST_LINE_BYTES) throw new DatabaseUnfitError(`${file} is no archive of ours`);
      await more();
    }
    return take(held.indexOf(NEWLINE) + 1);
  }

  function parse(bytes: Buffer): unknown {
    try {
      return JSON.parse(bytes.toString("utf8"));
    } catch {
      throw new DatabaseUnfitError(`${file} is damaged: a line is not what it should be`);
    }
  }

  return {
    async header() {
      const bytes = await line();
      digest.update(bytes);
      const header = parse(bytes) as ArchiveHeader;
      if (header?.format !== "liaison-backup" || header.version !== 1) {
        throw new DatabaseUnfitError(`${file} is no archive of ours`);
      }
      return header;
    },
    async next() {
      const bytes = await line();
      const told = parse(bytes) as ArchiveLine;
      if (!("end" in told)) digest.update(bytes);
      else if ((told satisfies ArchiveEnd).sha256 !== digest.digest("hex")) {
        throw new DatabaseUnfitError(`${file} is damaged: its digest does not fit`);
      }
      return told;
    },
    async *rows() {
      while (held.length < END_OF_ROWS.length) await more();
      if (!held.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS)) {
        for (;;) {
          const at = held.indexOf(LAST_ROWS);
          // What may be the first bytes of the mark is held back until the rest has come.
          const piece = take(at >= 0 ? at + 1 : Math.max(0, held.length - LAST_ROWS.length + 1));
          if (piece.length > 0) {
            digest.update(piece);
            yield piece;
          }
          if (at >= 0) break;
          await more();
        }
      }
      digest.update(take(END_OF_ROWS.length));
    },
    close() {
      source.destroy();
      unpacked.destroy();
    },
  };
}
