import { z } from "zod";
import { rowId } from "#app/platform/shapes.ts";

/** What may be done with codes: make those that are missing, or take one out of use and put a new one in its place. */
export const codeFormSchema = z.discriminatedUnion("command", [
  z.strictObject({ command: z.literal("issue") }),
  z.strictObject({ command: z.literal("renew"), codeId: rowId }),
]);
