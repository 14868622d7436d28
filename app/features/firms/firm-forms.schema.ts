import { z } from "zod";
import { FIRM_SIZES } from "#app/domain/access/roles.ts";
import { CADENCE_DAYS } from "#app/domain/contact/cadence.ts";
import { FIRM_STATES } from "#app/domain/register/firm-states.ts";
import { line, optionalText, rowIds, seenVersion } from "#app/platform/shapes.ts";

/** Firms that can be ticked on one page and sent at once. */
const MOST_TICKED = 200;

const choice = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .enum(values, "form.invalid")
    .or(z.literal("").transform(() => null))
    .nullish()
    .transform((value) => value ?? null);

/** Correcting a firm's basic data. */
export const editFirmSchema = z.strictObject({
  intent: z.literal("edit"),
  version: seenVersion,
  name: line(200),
  entityKind: optionalText(100),
  sectorCode: z
    .string()
    .regex(/^[A-T]?$/, "form.invalid")
    .optional()
    .transform((value) => value || null),
  sizeClass: choice(FIRM_SIZES),
  state: z.enum(FIRM_STATES, "form.invalid"),
  address: optionalText(300),
  phone: optionalText(32),
  businessScope: optionalText(2000),
});
export type EditFirmForm = z.output<typeof editFirmSchema>;

const chosen = {
  firmId: rowIds(MOST_TICKED),
  /** "yes": all firms that match the filters of the address the form came from. */
  matching: z.enum(["yes"], "form.invalid").optional(),
  filters: optionalText(1000),
};

/** Placing firms in a township. */
export const placeFirmsSchema = z.strictObject({
  intent: z.literal("place"),
  ...chosen,
  townshipCode: z.string("form.required").regex(/^\d{9}$/, "form.required"),
});

/** Taking firms into the programme, or out of it. */
export const setProgrammeSchema = z.strictObject({
  intent: z.enum(["join", "leave"], "form.invalid"),
  ...chosen,
  reason: line(200),
});

const isCadence = (days: number) =>
  Number.isInteger(days) && days >= CADENCE_DAYS.least && days <= CADENCE_DAYS.most;

/** How often the firm is to be contacted; empty = as the policy says. */
export const setCadenceSchema = z.strictObject({
  intent: z.literal("cadence"),
  version: seenVersion,
  cadenceDays: z
    .string()
    .optional()
    .transform((typed) => (typed ?? "").normalize("NFKC").trim())
    .refine((typed) => typed === "" || isCadence(Number(typed)), "firm.cadence.bounds")
    .transform((typed) => (typed === "" ? null : Number(typed))),
});

/** The forms on one firm's page. */
export const firmPageSchema = z.discriminatedUnion("intent", [
  editFirmSchema,
  setCadenceSchema,
  z.strictObject({ intent: z.literal("place"), townshipCode: placeFirmsSchema.shape.townshipCode }),
  z.strictObject({ intent: z.enum(["join", "leave"]), reason: line(200) }),
]);

export type FirmPageForm = z.output<typeof firmPageSchema>;

/** The address of a bulk action's preview. */
export const bulkPageSchema = z.object({
  intent: z.enum(["place", "join", "leave"]).catch("place"),
  firmId: rowIds(MOST_TICKED).catch([]),
  matching: z.enum(["yes"]).optional().catch(undefined),
  filters: optionalText(1000).catch(""),
});

/** Taking the list out of the system. */
export const exportFirmsSchema = z.strictObject({
  format: z.enum(["csv", "xlsx"], "form.invalid"),
  filters: optionalText(1000),
  reason: line(200),
});

/** The bulk forms on the list. */
export const firmBulkSchema = z.discriminatedUnion("intent", [placeFirmsSchema, setProgrammeSchema]);
export type FirmBulkForm = z.output<typeof firmBulkSchema>;
