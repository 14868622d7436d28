import type { ImportErrors } from "./import-errors.ts";

/** Refusals of the registers (firms, deputies, imports). */
export type RegisterErrors = {
  "register.duplicate_uscc": { uscc: string };
  /** No such township, or one outside the county that the actor answers for. */
  "register.township_unknown": Record<string, never>;
  "register.phone_invalid": Record<string, never>;
  "register.nothing_chosen": Record<string, never>;
  "register.too_many_chosen": { limit: number };
  /** The import is not in the state that the command needs. */
  "register.import_state": { state: string };
  /** The registers have changed since the import was judged; it must be judged again. */
  "register.import_stale": { count: number };
  /** Something was changed since, so the import can't be undone as a whole. */
  "register.import_in_use": { count: number };
} & ImportErrors;
