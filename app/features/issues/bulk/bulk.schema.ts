import { z } from "zod";
import { TRANSFER_LEVELS } from "#app/domain/issue/states.ts";
import { civilDay, line, optionalText, rowId, rowIds } from "#app/platform/shapes.ts";

/** Most issues that one step is taken on at once. */
export const MOST_AT_ONCE = 200;
/** Longest tag and longest name of a view, in characters. */
const TAG_LIMIT = 20;

/** Steps that are taken on several issues at once. */
export const BULK_STEPS = ["remind", "tag", "untag", "transfer", "dispatch"] as const;
export type BulkStep = (typeof BULK_STEPS)[number];

const filters = optionalText(500);
const chosen = {
  issueId: rowIds(MOST_AT_ONCE),
  matching: z.enum(["yes"]).optional(),
  filters,
};

/** The page's address: the filters of the list, the ticked issues. */
export const bulkPageSchema = z.object({
  step: z.enum(BULK_STEPS).optional().catch(undefined),
  issueId: chosen.issueId.catch([]),
  matching: chosen.matching.catch(undefined),
  filters: filters.catch(""),
});

/** A step with what it needs. */
export const bulkStepSchema = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("remind"), ...chosen, reason: line(200) }),
  z.strictObject({ step: z.literal("tag"), ...chosen, tag: line(TAG_LIMIT) }),
  z.strictObject({ step: z.literal("untag"), ...chosen, tag: line(TAG_LIMIT) }),
  z.strictObject({
    step: z.literal("transfer"),
    ...chosen,
    to: z.enum(TRANSFER_LEVELS, "form.invalid"),
    consentedBy: line(60),
    consentedOn: civilDay,
    paperNo: optionalText(60),
  }),
  z.strictObject({ step: z.literal("dispatch"), ...chosen, departmentId: rowId }),
]);
export type BulkForm = z.output<typeof bulkStepSchema>;

/** Exporting a list of issues. */
export const exportIssuesSchema = z.strictObject({
  format: z.enum(["csv", "xlsx"], "form.invalid"),
  filters,
  reason: line(200),
});

/** The upload of answers beside its file: looked at, or taken over as drafts. */
export const takeAnswersSchema = z.strictObject({
  key: z.uuid().optional().catch(undefined),
  intent: z.enum(["look", "write"], "form.invalid"),
});

/** Keeping the list's filters as a view, or throwing a view away. */
export const viewSchema = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("save"),
    name: line(40),
    filters,
    shared: z.boolean("form.invalid").default(false),
  }),
  z.strictObject({ intent: z.literal("remove"), viewId: rowId }),
]);
