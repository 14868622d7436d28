import { z } from "zod";

/** Text of a form: no NUL, no lone surrogates, trimmed, at most `max` characters. */
const text = (max: number) =>
  z
    .string()
    .max(max, "form.too_long")
    .refine((value) => !value.includes("\u0000") && value.isWellFormed(), "form.bad_characters");

/** The login form; the password is not trimmed. */
export const signInSchema = z
  .object({
    login: text(64).trim().min(1, "login.loginMissing"),
    password: text(200).min(1, "login.passwordMissing"),
    next: text(2000).optional(),
  })
  .strict();

/** The form behind a one-time link. */
export const activateSchema = z
  .object({
    phone: text(32).trim().optional(),
    password: text(200).min(1, "login.passwordMissing"),
  })
  .strict();
