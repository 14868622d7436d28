import type { CadencePolicy } from "#app/domain/contact/cadence.ts";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import { DEFAULT_SUPERVISION_POLICY } from "#app/domain/supervision/policy.ts";

/** Cadence 联系频次: how often a pair is in contact, in days, and when the reminder goes out. Source: product rules, contacts. */
export const DEFAULT_CADENCE: CadencePolicy = {
  everyDays: 90,
  remindBeforeDays: 14,
  /** Outcomes that stop the due date until a township officer or clerk has looked. */
  pausingOutcomes: ["not_found", "moved", "shut", "refused"],
};

/** Weights, capacities and reach of pairing; integers without unit. Source: pairing rules, section 1. */
export const DEFAULT_PAIRING = {
  capacity: { township: 3, county: 5, city: 5, provincial: 5, national: 5 },
  reach: { township: "county", county: "county", city: "city", provincial: "city", national: "city" },
  distance: [0, 300, 1000],
  sector: [0, 40, 100],
  gapStep: 30,
  load: [-5050, -50, 0],
  unpaired: 20000,
  keepRepair: 7000,
  keepReoptimise: 1500,
} as const;

/** Intake: likely duplicates and what is out of scope, shown before an issue is entered. */
export const DEFAULT_INTAKE = {
  duplicateSimilarity: 0.5,
  duplicatesShown: 5,
  outOfScope: ["private_dispute", "in_court", "in_petition", "in_arbitration", "personal"],
} as const;

/** A shipped policy row: version 1, in force from the beginning of time. */
export type PolicyRow = {
  kind: string;
  policyVersion: number;
  inForceFrom: string;
  body: object;
  reason: string;
};

/** The defaults that ship; supervisors put later versions in force, these are never changed. */
export function defaultPolicies(): PolicyRow[] {
  const bodies: [kind: string, body: object][] = [
    ["deadlines", DEFAULT_DEADLINE_POLICY],
    ["ladder", DEFAULT_LADDER_POLICY],
    ["cadence", DEFAULT_CADENCE],
    ["pairing", DEFAULT_PAIRING],
    ["intake", DEFAULT_INTAKE],
    ["supervision", DEFAULT_SUPERVISION_POLICY],
  ];
  return bodies.map(([kind, body]) => ({
    kind,
    policyVersion: 1,
    inForceFrom: "1970-01-01T00:00:00.000Z",
    body,
    reason: "出厂默认",
  }));
}
