/** Refusals of photos and attachments. */
export type FileErrors = {
  "file.empty": Record<string, never>;
  "file.too_large": { limitMb: number };
  "file.not_an_image": Record<string, never>;
  "file.not_taken": Record<string, never>;
  "file.active": Record<string, never>;
  "file.unreadable": Record<string, never>;
  "file.too_many_pixels": { limitMegapixels: number };
  "file.held_whole": Record<string, never>;
  "file.too_many": { limit: number };
  "file.quota_used": { limitMb: number };
};
