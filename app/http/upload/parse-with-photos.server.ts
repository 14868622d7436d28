import { parseWithZod } from "@conform-to/zod/v4";
import { MaxFilesExceededError, parseFormData } from "@remix-run/form-data-parser";
import { z } from "zod";
import { type ParsedForm, passOver } from "#app/http/parse-form.server.ts";

/** How many photos a form may bring along, the size of each and of the whole form, in megabytes. */
export type PhotosLimits = { photos: number; megabytes: number; wholeMegabytes: number };

/** A posted form that was read whole: its texts, its photos with what they are called, and whether one of them was too large or empty. */
export type ReadForm =
  | {
      ok: true;
      form: FormData;
      photos: Uint8Array[];
      names: string[];
      refused: "file.too_large" | "file.empty" | null;
    }
  | { ok: false; fields: Record<string, string[]>; typed: Record<string, string> };

const MEGABYTE = 1024 * 1024;
const keyShape = z.uuid();

/**
 * Reads a posted form with photos in the field `photo`, with or without scripts, never holding more than the limits. A photo that is too
 * large or one too many is left out and named; it never costs the words.
 */
export async function readWithPhotos(request: Request, limits: PhotosLimits): Promise<ReadForm> {
  const unfit = (message: string) => ({ ok: false as const, fields: { "": [message] }, typed: {} });
  if (Number(request.headers.get("content-length") ?? 0) > limits.wholeMegabytes * MEGABYTE) {
    await passOver(request);
    return unfit("form.too_large");
  }
  const photos: Uint8Array[] = [];
  const names: string[] = [];
  let refused: "file.too_large" | "file.empty" | null = null;
  try {
    const most = { maxFiles: limits.photos + 1, maxFileSize: limits.wholeMegabytes * MEGABYTE };
    const form = await parseFormData(request, most, async (upload) => {
      if (upload.fieldName !== "photo") return null;
      // A form whose file field was left alone sends an empty one without a name.
      if (upload.size === 0) refused = upload.name === "" ? refused : "file.empty";
      else if (upload.size > limits.megabytes * MEGABYTE || photos.length >= limits.photos)
        refused = "file.too_large";
      else {
        photos.push(new Uint8Array(await upload.arrayBuffer()));
        names.push(upload.name);
      }
      return null;
    });
    form.delete("photo");
    return { ok: true, form, photos, names, refused };
  } catch (error) {
    const large =
      error instanceof MaxFilesExceededError ||
      (error instanceof Error && error.name === "MaxFileSizeExceededError");
    return unfit(large ? "form.too_large" : "form.unreadable");
  }
}

/** Holds the texts of a read form against a schema; what was typed comes back where they don't fit. */
export function fitForm<S extends z.ZodType>(read: ReadForm, schema: S): ParsedForm<z.output<S>> {
  if (!read.ok) return read;
  const { form } = read;
  const key = keyShape.safeParse(form.get("key"));
  form.delete("key");
  const submission = parseWithZod(form, { schema });
  if (submission.status === "success") {
    const value = submission.value as z.output<S>;
    return { ok: true, value, key: key.success ? key.data : crypto.randomUUID() };
  }
  const typed: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") typed[name] = value;
  const fields = Object.fromEntries(
    Object.entries(submission.error ?? {}).map(([field, messages]) => [field, messages ?? []]),
  );
  return { ok: false, fields, typed };
}
