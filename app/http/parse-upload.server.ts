import { parseFormData } from "@remix-run/form-data-parser";
import type { z } from "zod";
import type { Refusal } from "#app/domain/result.ts";
import { passOver } from "./parse-form.server.ts";

/** A form with one file: its values and the file, or what is wrong with it and what was typed. */
export type ParsedUpload<T> =
  | {
      ok: true;
      key: string;
      value: T;
      file: { name: string; bytes: Uint8Array };
      typed: Record<string, string>;
    }
  | { ok: false; error: Refusal; fields?: Record<string, string[]>; typed: Record<string, string> };

const MEGABYTE = 1024 * 1024;
/** Parts of the form beside the file, all together. */
const REST_BYTES = 64 * 1024;

/** Reads a multipart form with one file in the field `file`, at most so large; nothing larger is held in memory. */
export async function parseUpload<S extends z.ZodType<{ key?: string }>>(
  request: Request,
  schema: S,
  limitMegabytes: number,
): Promise<ParsedUpload<z.output<S>>> {
  const tooLarge = {
    ok: false as const,
    error: { code: "import.file_too_large" as const, facts: { limitMegabytes }, field: "file" },
    typed: {},
  };
  if (Number(request.headers.get("content-length") ?? 0) > limitMegabytes * MEGABYTE + REST_BYTES) {
    await passOver(request);
    return tooLarge;
  }
  let file: { name: string; bytes: Uint8Array } | undefined;
  let form: FormData;
  try {
    form = await parseFormData(
      request,
      { maxFiles: 1, maxFileSize: limitMegabytes * MEGABYTE },
      async (upload) => {
        if (upload.fieldName === "file")
          file = { name: upload.name, bytes: new Uint8Array(await upload.arrayBuffer()) };
        return null;
      },
    );
  } catch (error) {
    if (error instanceof Error && error.name === "MaxFileSizeExceededError") return tooLarge;
    return unfit({ "": ["form.unreadable"] }, {});
  }
  form.delete("file");
  const typed = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  const parsed = schema.safeParse(typed);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "");
    return unfit({ [field]: [parsed.error.issues[0]?.message ?? "form.invalid"] }, typed);
  }
  if (!file || file.bytes.length === 0) return unfit({ file: ["imports.upload.missing"] }, typed);
  return { ok: true, key: parsed.data.key ?? crypto.randomUUID(), value: parsed.data, file, typed };
}

function unfit(fields: Record<string, string[]>, typed: Record<string, string>) {
  const [field = ""] = Object.keys(fields);
  const error: Refusal = { code: "common.invalid", facts: { field }, field };
  return { ok: false as const, error, fields, typed };
}
