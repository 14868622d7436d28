import type { ImportErrors } from "./import-errors.ts";

/** Refusals of the registers (firms, deputies, imports). */
export type RegisterErrors = {
  "register.duplicate_uscc": { uscc: string };
} & ImportErrors;
