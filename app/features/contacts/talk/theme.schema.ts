import { z } from "zod";
import { line, seenVersion, words } from "#app/platform/shapes.ts";

/** Questions of one theme, and characters of each. */
export const QUESTIONS = { most: 8, characters: 120 } as const;

/** A month as the browser's month field says it. */
const month = z.string("form.required").regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/, "theme.month_invalid");

/** The theme of a month: its questions one a line. `version` 0 = there is none yet. */
export const themeSchema = z.strictObject({
  intent: z.literal("save"),
  version: seenVersion,
  month,
  title: line(40),
  questions: words(QUESTIONS.most * (QUESTIONS.characters + 1))
    .transform((text) => text.split("\n").map((one) => one.replace(/^\d{1,2}[.、)）]\s*/, "").trim()))
    .transform((lines) => lines.filter((one) => one !== ""))
    .pipe(
      z
        .array(z.string().max(QUESTIONS.characters, "theme.question_too_long"))
        .min(1, "form.required")
        .max(QUESTIONS.most, "theme.too_many_questions"),
    ),
});
export type ThemeForm = z.output<typeof themeSchema>;

/** Takes a month's theme away. */
export const removeThemeSchema = z.strictObject({ intent: z.literal("remove"), version: seenVersion, month });
