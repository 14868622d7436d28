import { z } from "zod";
import { LEAVE_REASONS } from "#app/domain/plan/states.ts";
import { civilDay, seenVersion } from "#app/platform/shapes.ts";

/** The form that records a deputy's leaving. */
export const leaveOfficeSchema = z
  .object({ version: seenVersion, leftOn: civilDay, reason: z.enum(LEAVE_REASONS) })
  .strict();
