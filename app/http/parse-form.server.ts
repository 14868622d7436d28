import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import type { Refusal } from "#app/domain/result.ts";

/** A form as posted: its values where they fit the schema, else what is wrong by field, in message keys, with what was typed. */
export type ParsedForm<T> =
  | { ok: true; value: T; key: string }
  | { ok: false; fields: Record<string, string[]>; typed: Record<string, string> };

/** Largest form body without files, in bytes. */
const FORM_LIMIT = 256 * 1024;
/** Name of the hidden field with the idempotency key, as the form components write it. */
const FORM_KEY = "key";
const keyShape = z.uuid();

/** What was typed, so that the page can show it again. */
function typedOf(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string" && name !== "password") typed[name] = value;
  return typed;
}

/** How much of a body that nobody wants is still taken in, so that its sender gets the answer and not a cut connection. */
const PASSED_OVER = 16 * 1024 * 1024;

/** Takes in a body without keeping it, up to a bound. */
export async function passOver(request: Request): Promise<void> {
  const reader = request.body?.getReader();
  for (let taken = 0; reader && taken < PASSED_OVER; ) {
    const { done, value } = await reader.read();
    if (done) return;
    taken += value.byteLength;
  }
}

/**
 * Reads a posted form against a feature's schema. Every form carries its idempotency key in the field `key`;
 * one without it gets a key of its own, so that a page without scripts still works once.
 */
export async function parseForm<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<ParsedForm<z.output<S>>> {
  const length = Number(request.headers.get("content-length") ?? 0);
  if (length > FORM_LIMIT) {
    await passOver(request);
    return { ok: false, fields: { "": ["form.too_large"] }, typed: {} };
  }
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    return { ok: false, fields: { "": ["form.unreadable"] }, typed: {} };
  }
  const posted = form.get(FORM_KEY);
  form.delete(FORM_KEY);
  const key = keyShape.safeParse(posted);
  const submission = parseWithZod(form, { schema });
  if (submission.status !== "success") {
    const fields = Object.fromEntries(
      Object.entries(submission.error ?? {}).map(([field, messages]) => [field, messages ?? []]),
    );
    return { ok: false, fields, typed: typedOf(form) };
  }
  return {
    ok: true,
    value: submission.value as z.output<S>,
    key: key.success ? key.data : crypto.randomUUID(),
  };
}

/** A refusal of the form itself, as an action answers it. */
export function formRefusal(parsed: { fields: Record<string, string[]>; typed: Record<string, string> }) {
  const [field] = Object.keys(parsed.fields);
  const error: Refusal = { code: "common.invalid", facts: { field: field ?? "" }, field };
  return { ok: false as const, error, fields: parsed.fields, typed: parsed.typed };
}
