import { z } from "zod";
import { line, optionalText } from "#app/platform/shapes.ts";

/** The login form; the password is taken as typed. */
export const signInSchema = z
  .object({ login: line(64), password: z.string().min(1).max(200), next: optionalText(2000) })
  .strict();

/** The form behind a one-time link. */
export const activateSchema = z
  .object({ phone: optionalText(32), password: z.string().min(1).max(200) })
  .strict();
