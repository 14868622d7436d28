import { z } from "zod";
import { DEPUTY_LEVELS, type DeputyLevel } from "#app/domain/access/roles.ts";
import { type PairingPolicy, REACHES } from "#app/domain/plan/pairing-policy.ts";
import { civilDay, line } from "#app/platform/shapes.ts";

/** Costs that may be typed: sums over a city stay exact. */
const MOST_COST = 1_000_000;
const MOST_PLACES = 100;

const cost = z.coerce
  .number("form.invalid")
  .int("form.invalid")
  .min(0, "form.invalid")
  .max(MOST_COST, "form.invalid");
const signedCost = z.coerce
  .number("form.invalid")
  .int("form.invalid")
  .min(-MOST_COST, "form.invalid")
  .max(MOST_COST, "form.invalid");
const places = z.coerce
  .number("form.invalid")
  .int("form.invalid")
  .min(0, "form.invalid")
  .max(MOST_PLACES, "form.invalid");
const reach = z.enum(REACHES, "form.invalid");

/** The fields of a policy as forms and addresses name them. */
export const policyFields = {
  capacity_township: places,
  capacity_county: places,
  capacity_city: places,
  capacity_provincial: places,
  capacity_national: places,
  reach_township: reach,
  reach_county: reach,
  reach_city: reach,
  reach_provincial: reach,
  reach_national: reach,
  distance1: cost,
  distance2: cost,
  sector1: cost,
  sector2: cost,
  gapStep: cost,
  load0: signedCost,
  load1: signedCost,
  load2: signedCost,
  unpaired: cost,
  keepRepair: cost,
  keepReoptimise: cost,
};
const policyShape = z.object(policyFields);
export type PolicyForm = z.output<typeof policyShape>;

/** The form that puts a policy in force from a day on. */
export const setPolicySchema = z.strictObject({ ...policyFields, inForceFrom: civilDay, reason: line(200) });

/** The policy a form or an address describes. */
export function policyOf(form: PolicyForm): PairingPolicy {
  const byLevel = <T>(of: (level: DeputyLevel) => T) =>
    Object.fromEntries(DEPUTY_LEVELS.map((level) => [level, of(level)])) as Record<DeputyLevel, T>;
  return {
    capacity: byLevel((level) => form[`capacity_${level}`]),
    reach: byLevel((level) => form[`reach_${level}`]),
    distance: [0, form.distance1, form.distance2],
    sector: [0, form.sector1, form.sector2],
    gapStep: form.gapStep,
    load: [form.load0, form.load1, form.load2],
    unpaired: form.unpaired,
    keepRepair: form.keepRepair,
    keepReoptimise: form.keepReoptimise,
  };
}

/** The policy an address tries out; null where it names none, or one that is not whole. */
export function readTriedPolicy(params: URLSearchParams): PairingPolicy | null {
  const parsed = policyShape.safeParse(Object.fromEntries(params));
  return parsed.success ? policyOf(parsed.data) : null;
}
