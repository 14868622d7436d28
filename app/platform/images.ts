import sharp from "sharp";

/** Longest side of a stored photo, in pixels. */
export const PHOTO_SIDE = 1600;

/** Formats told by their first bytes; the name and the type a browser claims are never believed. */
const MAGIC: readonly { format: string; at: number; bytes: readonly number[] }[] = [
  { format: "jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { format: "png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { format: "webp", at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
];

/** What a picture turned out to be: ready to store, or why not. */
export type Picture =
  | { ok: true; content: Buffer; mime: "image/webp"; width: number; height: number }
  | { ok: false; why: "not_an_image" | "unreadable" | "too_many_pixels" };

/** Pictures are decoded a few at a time, so that a burst of uploads can't take the whole machine. */
const AT_ONCE = 2;
let running = 0;
const queue: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

/**
 * Makes a photo harmless: known by its magic bytes, decoded up to `megapixels`, turned upright, shrunk, and written anew as webp without
 * any metadata (place, device, thumbnails, trailing data are gone).
 */
export async function reencodePhoto(bytes: Uint8Array, megapixels: number): Promise<Picture> {
  const known = MAGIC.some(({ at, bytes: magic }) => magic.every((byte, i) => bytes[at + i] === byte));
  if (!known) return { ok: false, why: "not_an_image" };
  return inTurn(async () => {
    try {
      const options = { limitInputPixels: megapixels * 1e6, failOn: "error", pages: 1 } as const;
      const {
        width = 0,
        height = 0,
        format,
      } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
      if (!MAGIC.some((one) => one.format === format)) return { ok: false, why: "not_an_image" };
      if (width * height > megapixels * 1e6) return { ok: false, why: "too_many_pixels" };
      const { data, info } = await sharp(bytes, options)
        .rotate()
        .resize({ width: PHOTO_SIDE, height: PHOTO_SIDE, fit: "inside", withoutEnlargement: true })
        .webp({ quality: 80 })
        .timeout({ seconds: 15 })
        .toBuffer({ resolveWithObject: true });
      return { ok: true, content: data, mime: "image/webp", width: info.width, height: info.height };
    } catch {
      return { ok: false, why: "unreadable" };
    }
  });
}
