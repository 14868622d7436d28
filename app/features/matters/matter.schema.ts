import { z } from "zod";
import { line, optionalText, rowId, rowIds, seenVersion, words } from "#app/platform/shapes.ts";
import { MOST_IN_MATTER } from "./matter-roles.ts";

/** Which issues a new matter is to group: a class by unit and category, or chosen ones. */
export const newMatterSearch = z.object({
  unit: rowId.optional().catch(undefined),
  category: z.string().max(20).optional().catch(undefined),
  issueId: rowIds(MOST_IN_MATTER).catch([]),
});

/** The list's address. */
export const matterSearch = z.object({
  show: z.enum(["running", "closed"]).catch("running").default("running"),
  similar: z.literal("yes").optional().catch(undefined),
});

/** The form that opens a matter. */
export const openMatterSchema = z.strictObject({
  title: line(80),
  reason: words(1000),
  issueId: rowIds(MOST_IN_MATTER),
});
export type OpenMatterForm = z.output<typeof openMatterSchema>;

/** What is done with a matter: issues join by number or by tick, one leaves, it is closed. */
export const matterSchema = z.discriminatedUnion("command", [
  z.strictObject({
    command: z.literal("join"),
    version: seenVersion,
    numbers: optionalText(400),
    issueId: rowIds(MOST_IN_MATTER),
  }),
  z.strictObject({ command: z.literal("leave"), version: seenVersion, issueId: rowId, reason: words(500) }),
  z.strictObject({ command: z.literal("close"), version: seenVersion, reason: words(1000) }),
]);
export type MatterForm = z.output<typeof matterSchema>;
