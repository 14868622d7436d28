import sharp from "sharp";
import { isTaken, type Picture } from "./formats.ts";

/** Longest side of a stored photo, in pixels. */
export const PHOTO_SIDE = 1600;

/**
 * Largest picture, in megapixels, that can't be decoded line by line (progressive JPEG, interlaced PNG): it is held in memory whole, at
 * up to 7 bytes a pixel, where any other takes 20 to 50 MB whatever its size.
 */
const WHOLE_MEGAPIXELS = 2;

// One picture is decoded at a time, none comes twice, and what is kept of the last ones would only be held.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Makes a photo harmless: known by what it is, decoded up to `megapixels`, turned upright, shrunk, and written anew as webp without
 * any metadata (place, device, thumbnails, trailing data are gone). What would have to be held whole is taken up to {@link WHOLE_MEGAPIXELS}.
 */
export async function reencode(bytes: Uint8Array, megapixels: number): Promise<Picture> {
  try {
    const head = sharp(bytes, { ...OPTIONS, limitInputPixels: false });
    const { width = 0, height = 0, format, isProgressive } = await head.metadata();
    if (!isTaken(format)) return { ok: false, why: "not_an_image" };
    const pixels = width * height;
    if (pixels > megapixels * 1e6) return { ok: false, why: "too_many_pixels" };
    if (isProgressive && pixels > WHOLE_MEGAPIXELS * 1e6) return { ok: false, why: "held_whole" };
    return await writeAnew(bytes, megapixels);
  } catch {
    return { ok: false, why: "unreadable" };
  }
}

const OPTIONS = { failOn: "error", pages: 1 } as const;

async function writeAnew(bytes: Uint8Array, megapixels: number): Promise<Picture> {
  const { data, info } = await sharp(bytes, { ...OPTIONS, limitInputPixels: megapixels * 1e6 })
    .rotate()
    .resize({ width: PHOTO_SIDE, height: PHOTO_SIDE, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 80 })
    .timeout({ seconds: 15 })
    .toBuffer({ resolveWithObject: true });
  return { ok: true, content: data, mime: "image/webp", width: info.width, height: info.height };
}
