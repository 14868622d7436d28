import { z } from "zod";
import { rowId, rowIds, words } from "#app/platform/shapes.ts";

/** Most issues decided on at once. */
export const MOST_AT_ONCE = 200;

/** What a supervisor decides on several issues at once. */
export const BULK_INTENTS = ["decide_level", "stand_down", "rearm"] as const;
export type BulkIntent = (typeof BULK_INTENTS)[number];

/** Search params of the desk: the set shown, the page's position, and the issue a decision is being made on. */
export const deskSearch = z.object({
  set: z.string().max(32).optional().catch(undefined),
  after: z.string().max(80).nullable().default(null).catch(null),
  decide: rowId.optional().catch(undefined),
});

/** Beside a command's own fields: the issue it is given to. */
export const decidedOn = { issueId: rowId };

const intent = z.enum(BULK_INTENTS, "form.invalid");

/** The preview's address. */
export const bulkSearch = z.object({
  intent: intent.catch("stand_down"),
  set: z.string().max(32).optional().catch(undefined),
  issueId: rowIds(MOST_AT_ONCE).catch([]),
});

/** The bulk decision itself. */
export const bulkSchema = z.strictObject({
  intent,
  set: z.string().max(32).optional(),
  issueId: rowIds(MOST_AT_ONCE),
  level: z.coerce.number("form.invalid").int().min(3).max(5).optional(),
  reason: words(1000),
});
export type BulkForm = z.output<typeof bulkSchema>;
