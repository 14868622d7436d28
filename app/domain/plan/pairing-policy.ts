import { DEPUTY_LEVELS, type DeputyLevel } from "#app/domain/access/roles.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";

/** How far a level's deputies go: 0 own township, 1 own county, 2 the whole city. */
export const REACHES = ["township", "county", "city"] as const;
export type Reach = (typeof REACHES)[number];

/**
 * The policy `pairing`: capacities (firms a deputy), reach and weights as a supervisor may change them. Weights are integers without
 * unit: `distance` by tier (same township, same county, elsewhere), `sector` by tier (same, same group, other), `gapStep` for each step
 * between a firm's size and a deputy's level, `load` for a deputy's first, second and each further firm, `unpaired` for a firm without,
 * `keepRepair` and `keepReoptimise` for each of today's pairs that stays. Source: pairing rules, section 1.
 */
export type PairingPolicy = {
  capacity: Record<DeputyLevel, number>;
  reach: Record<DeputyLevel, Reach>;
  distance: number[];
  sector: number[];
  gapStep: number;
  load: number[];
  unpaired: number;
  keepRepair: number;
  keepReoptimise: number;
};

/**
 * Whether a policy can be put in force: nearer and more akin never costs more than farther, each further firm of a deputy costs at least
 * as much as the one before (else no optimum can be proven), and going without costs more than the worst pair (else firms would be left
 * without on purpose). `plan.policy_order` and `plan.policy_unpaired` name the field.
 */
export function judgePolicy(policy: PairingPolicy): Result<PairingPolicy> {
  const { distance, sector, gapStep, load, unpaired } = policy;
  const falls = (list: readonly number[]) => list.some((value, at) => at > 0 && value < list[at - 1]!);
  const columns = [
    ["distance2", distance],
    ["sector2", sector],
    ["load2", load],
  ] as const;
  for (const [field, list] of columns) if (falls(list)) return refuse("plan.policy_order", {}, field);
  const worst =
    Math.max(...distance) + Math.max(...sector) + gapStep * (DEPUTY_LEVELS.length - 1) + Math.max(...load);
  return unpaired > worst ? ok(policy) : refuse("plan.policy_unpaired", { worst }, "unpaired");
}

/** The parts of `wanted` that differ from `policy`: what a what-if assumes. */
export function policyDifference(policy: PairingPolicy, wanted: PairingPolicy): Partial<PairingPolicy> {
  const differs = (key: keyof PairingPolicy) => {
    const [one, other] = [policy[key], wanted[key]];
    if (typeof one !== "object") return one !== other;
    const [before, after] = [Object.entries(one), Object.entries(other)];
    return (
      before.length !== after.length ||
      after.some(([name, value]) => (one as Record<string, unknown>)[name] !== value)
    );
  };
  const keys = (Object.keys(wanted) as (keyof PairingPolicy)[]).filter(differs);
  return Object.fromEntries(keys.map((key) => [key, wanted[key]]));
}
