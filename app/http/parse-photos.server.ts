import { type FileUpload, MaxFilesExceededError, parseFormData } from "@remix-run/form-data-parser";
import { ok, type Result, refuse } from "#app/domain/result.ts";

/** Photos one form may send, and the size of each. */
export type PhotoLimits = { photos: number; megabytes: number };

/**
 * Reads a posted form of photos one after the other and hands each to `store`, so that only one is in memory at a time; stops at the
 * first refusal, what was stored before stays. Refuses with `file.*`.
 */
export async function eachPhoto<T>(
  request: Request,
  limits: PhotoLimits,
  store: (content: Uint8Array) => Promise<Result<T>>,
): Promise<Result<T[]>> {
  const stored: T[] = [];
  let refused: Result<never> | undefined;
  async function take(file: FileUpload): Promise<null> {
    if (refused || file.size === 0) return null;
    const result = await store(new Uint8Array(await file.arrayBuffer()));
    if (result.ok) stored.push(result.value);
    else refused = result;
    return null;
  }
  try {
    const maxFileSize = limits.megabytes * 1024 * 1024;
    await parseFormData(request, { maxFiles: limits.photos, maxFileSize }, take);
  } catch (error) {
    if (error instanceof MaxFilesExceededError)
      return refuse("file.too_many", { limit: limits.photos }, "photo");
    if (error instanceof Error && error.name === "MaxFileSizeExceededError")
      return refuse("file.too_large", { limitMb: limits.megabytes }, "photo");
    if (!(error instanceof Error) || !/Multipart|FormData|TypeError/.test(error.name + error.message))
      throw error;
    return refuse("file.unreadable", {}, "photo");
  }
  if (refused) return refused;
  return stored.length === 0 ? refuse("file.empty", {}, "photo") : ok(stored);
}
