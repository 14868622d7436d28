import type { AccountErrors } from "./account/errors.ts";
import type { CalendarErrors } from "./calendar/errors.ts";
import type { ContactErrors } from "./contact/errors.ts";
import type { FileErrors } from "./file/errors.ts";
import type { IssueErrors } from "./issue/errors.ts";
import type { MessageErrors } from "./message/errors.ts";
import type { PairingErrors } from "./pairing/errors.ts";
import type { PlanErrors } from "./plan/errors.ts";
import type { RegisterErrors } from "./register/errors.ts";
import type { SupervisionErrors } from "./supervision/errors.ts";

/** Refusals that belong to no single noun. */
type CommonErrors = {
  "common.not_found": Record<string, never>;
  "common.forbidden": Record<string, never>;
  "common.conflict": { expected: number; found: number };
  "common.key_reused": Record<string, never>;
  "common.invalid": { field: string };
  "common.busy": Record<string, never>;
};

/** The closed union of refusal codes and the facts each carries; every code is translated in each locale. */
export type ErrorFacts = CommonErrors &
  AccountErrors &
  CalendarErrors &
  ContactErrors &
  FileErrors &
  IssueErrors &
  MessageErrors &
  PairingErrors &
  PlanErrors &
  RegisterErrors &
  SupervisionErrors;
export type ErrorCode = keyof ErrorFacts;
