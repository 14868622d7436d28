import { z } from "zod";
import { OUTCOME_REVIEWS } from "#app/domain/contact/events.ts";
import { CONTACT_KINDS, CONTACT_OUTCOMES, CONTACT_TOPICS } from "#app/domain/contact/kinds.ts";
import { civilDay, optionalText, rowIds, seenVersion, words } from "#app/platform/shapes.ts";

/** Longest note of a contact, in characters. */
export const NOTE_LIMIT = 4000;
/** Longest title of a finding, in characters. */
export const FINDING_TITLE_LIMIT = 60;

const topics = z.array(z.enum(CONTACT_TOPICS, "form.invalid")).max(CONTACT_TOPICS.length).default([]);

/** The form that logs a contact; `contactId` is made on the phone and makes sending twice harmless. */
export const logContactSchema = z.strictObject({
  contactId: z.uuid("form.invalid"),
  firmId: rowIds(30),
  otherFirm: optionalText(120),
  withDeputies: optionalText(400),
  kind: z.enum(CONTACT_KINDS, "form.invalid").default("visit"),
  outcome: z.enum(CONTACT_OUTCOMES, "form.invalid").default("met"),
  happenedOn: civilDay,
  place: optionalText(120),
  topics,
  peopleMet: optionalText(200),
  internalNote: optionalText(NOTE_LIMIT),
  firmNote: optionalText(NOTE_LIMIT),
  nextVisitOn: civilDay.optional(),
  findingTitle: optionalText(FINDING_TITLE_LIMIT),
  findingWords: optionalText(NOTE_LIMIT),
  findingShielded: z.boolean("form.invalid").default(false),
});
export type LogContactForm = z.output<typeof logContactSchema>;

/** Rewording a contact, or adding to it. */
export const correctContactSchema = z.strictObject({
  intent: z.literal("correct"),
  version: seenVersion,
  kind: z.enum(CONTACT_KINDS, "form.invalid"),
  place: optionalText(120),
  topics,
  peopleMet: optionalText(200),
  internalNote: optionalText(NOTE_LIMIT),
  firmNote: optionalText(NOTE_LIMIT),
});

/** An addition, the only change after 24 hours. */
export const addToContactSchema = z.strictObject({
  intent: z.literal("add"),
  version: seenVersion,
  addition: words(NOTE_LIMIT),
  forFirm: z.boolean("form.invalid").default(false),
});

/** Undoing a contact. */
export const withdrawContactSchema = z.strictObject({ intent: z.literal("withdraw"), version: seenVersion });

/** What an officer or clerk found after an unsuccessful contact. */
export const reviewOutcomeSchema = z.strictObject({
  intent: z.literal("review"),
  version: seenVersion,
  review: z.enum(OUTCOME_REVIEWS, "form.invalid"),
});

/** Which firm of the register the name meant; the second button says that it is none of it. */
export const nameFirmSchema = z.strictObject({
  intent: z.literal("name_firm"),
  version: seenVersion,
  firm: optionalText(120),
  none: z.literal("yes", "form.invalid").optional(),
});

/** Everything that can be done on the page of one contact. */
export const contactActionSchema = z.discriminatedUnion("intent", [
  correctContactSchema,
  addToContactSchema,
  withdrawContactSchema,
  reviewOutcomeSchema,
  nameFirmSchema,
]);
export type ContactAction = z.output<typeof contactActionSchema>;
