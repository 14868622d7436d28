import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";

/** A policy as the values of its form's fields, by name. */
export function policyValues(policy: PairingPolicy): Record<string, string> {
  const levels = DEPUTY_LEVELS.flatMap((level) => [
    [`capacity_${level}`, policy.capacity[level]],
    [`reach_${level}`, policy.reach[level]],
  ]);
  const values = [
    ...levels,
    ["distance1", policy.distance[1] ?? 0],
    ["distance2", policy.distance[2] ?? 0],
    ["sector1", policy.sector[1] ?? 0],
    ["sector2", policy.sector[2] ?? 0],
    ["gapStep", policy.gapStep],
    ["load0", policy.load[0] ?? 0],
    ["load1", policy.load[1] ?? 0],
    ["load2", policy.load[2] ?? 0],
    ["unpaired", policy.unpaired],
    ["keepRepair", policy.keepRepair],
    ["keepReoptimise", policy.keepReoptimise],
  ];
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}
