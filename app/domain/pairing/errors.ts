/** Refusals of the pairing problem and of plans. */
export type PairingErrors = {
  "pairing.bad_problem": { field: string; index: number | null; why: string };
  "pairing.pin_forbidden": { firm: number; deputy: number };
  "pairing.pins_over_capacity": { deputy: number; pins: number; capacity: number };
  "pairing.budget_below_minimum": { budget: number; minimum: number };
  "pairing.plan_stale": { differences: number };
  "pairing.already_published": Record<string, never>;
};
