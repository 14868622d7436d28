import { z } from "zod";

/** Text as people type it: no NUL, no lone surrogates, trimmed, line ends made one. At most `max` characters. */
const text = (max: number) =>
  z
    .string("form.required")
    .refine((value) => !value.includes("\u0000") && !/\p{Surrogate}/u.test(value), "form.bad_characters")
    .transform((value) => value.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().max(max, "form.too_long"));

/** One line that must say something. */
export const line = (max: number) => text(max).pipe(z.string().min(1, "form.required"));
/** One line or several that may be missing; missing is "". */
export const optionalText = (max: number) => text(max).optional().default("");
/** Several lines that must say something. */
export const words = (max: number) => text(max).pipe(z.string().min(1, "form.required"));
/** A whole number that names a row. */
export const rowId = z.coerce
  .number("form.invalid")
  .int("form.invalid")
  .positive("form.invalid")
  .max(2_147_483_647);
/** Rows by number, each once. */
export const rowIds = (max: number) =>
  z
    .array(rowId)
    .max(max, "form.too_many")
    .default([])
    .transform((ids) => [...new Set(ids)]);
/** A civil day `YYYY-MM-DD` that exists. */
export const civilDay = z
  .string("form.required")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "form.not_a_day")
  .refine((day) => {
    const instant = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
  }, "form.not_a_day");
/** The version of a record that the form was made from. */
export const seenVersion = z.coerce.number("form.invalid").int().min(0).max(2_147_483_647);
