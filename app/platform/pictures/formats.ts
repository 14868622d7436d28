/** Formats told by their first bytes; the name and the type a browser claims are never believed. */
const MAGIC: readonly { format: string; at: number; bytes: readonly number[] }[] = [
  { format: "jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { format: "png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { format: "webp", at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
];

/** What a picture turned out to be: ready to store, or why not. */
export type Picture =
  | { ok: true; content: Uint8Array; mime: "image/webp"; width: number; height: number }
  | { ok: false; why: "not_an_image" | "unreadable" | "too_many_pixels" | "held_whole" };

/** Whether bytes begin as a picture of a format that is taken. */
export function beginsAsPicture(bytes: Uint8Array): boolean {
  return MAGIC.some(({ at, bytes: magic }) => magic.every((byte, i) => bytes[at + i] === byte));
}

/** Whether a format that the decoder found is one that is taken. */
export const isTaken = (format: string | undefined) => MAGIC.some((one) => one.format === format);
