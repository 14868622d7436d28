import { z } from "zod";
import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import { policyFields } from "#app/features/pairings/policy/policy.schema.ts";
import { optionalText } from "#app/platform/shapes.ts";

const MOST_ADDED = 200;
const township = z
  .string()
  .regex(/^(\d{9})?$/, "form.invalid")
  .optional();
const level = z.enum(DEPUTY_LEVELS, "form.invalid").optional();
const count = z.coerce
  .number("form.invalid")
  .int("form.invalid")
  .min(0, "form.invalid")
  .max(MOST_ADDED, "form.invalid")
  .optional();

/** The form that asks what would be. */
export const whatifSchema = z.strictObject({
  ...policyFields,
  countyCode: z
    .string()
    .regex(/^(\d{6})?$/, "form.invalid")
    .optional(),
  base: z.enum(["repair", "reoptimise"], "form.invalid"),
  leaving: optionalText(8000),
  township_1: township,
  level_1: level,
  count_1: count,
  township_2: township,
  level_2: level,
  count_2: count,
  township_3: township,
  level_3: level,
  count_3: count,
});
export type WhatifForm = z.output<typeof whatifSchema>;

/** Rows of the form in which a township gets more deputies. */
export const ADDITION_ROWS = [1, 2, 3] as const;
