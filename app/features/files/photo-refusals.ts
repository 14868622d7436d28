import type { FileErrors } from "#app/domain/file/errors.ts";
import { type Refusal, refuse } from "#app/domain/result.ts";

/** Largest upload before re-encoding, in megabytes. */
export const UPLOAD_LIMIT_MB = 12;
/** Largest picture that is unfolded at all, in megapixels: a few hundred kB can claim to be gigabytes. */
export const PICTURE_MEGAPIXELS = 60;
/** Photos of one contact, or of one issue. Source: product rules, contacts. */
export const PHOTOS_PER_SUBJECT = 9;
/** What one person may store within 24 hours, in megabytes after re-encoding. */
export const DAILY_QUOTA_MB = 60;

const REFUSALS: { [C in keyof FileErrors]: Refusal<C> } = {
  "file.empty": refuse("file.empty", {}, "photo").error,
  "file.too_large": refuse("file.too_large", { limitMb: UPLOAD_LIMIT_MB }, "photo").error,
  "file.not_an_image": refuse("file.not_an_image", {}, "photo").error,
  "file.not_taken": refuse("file.not_taken", {}, "photo").error,
  "file.active": refuse("file.active", {}, "photo").error,
  "file.unreadable": refuse("file.unreadable", {}, "photo").error,
  "file.too_many_pixels": refuse("file.too_many_pixels", { limitMegapixels: PICTURE_MEGAPIXELS }, "photo")
    .error,
  "file.held_whole": refuse("file.held_whole", {}, "photo").error,
  "file.too_many": refuse("file.too_many", { limit: PHOTOS_PER_SUBJECT }, "photo").error,
  "file.quota_used": refuse("file.quota_used", { limitMb: DAILY_QUOTA_MB }, "photo").error,
};

/** The refusal an upload without scripts left in the address, for the page it goes back to; null for anything else. */
export function photoRefusal(code: string | null): Refusal | null {
  return code !== null && Object.hasOwn(REFUSALS, code) ? REFUSALS[code as keyof FileErrors] : null;
}
