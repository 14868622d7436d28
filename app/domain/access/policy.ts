import type { Actor, PersonActor } from "./actor.ts";
import type { Role } from "./roles.ts";

/** What a handler demands before it runs; every loader and action carries one. */
export type Policy = {
  /** Who may call: nobody in particular, anybody signed in, or the named roles. */
  roles: "public" | "signed_in" | readonly Role[];
  /** How rows are limited; printed into the permission matrix. */
  scope: "none" | "own" | "rows";
  /** What the audit calls it; reads of ordinary pages are not audited. */
  audit?: string;
};

/** Says whether `actor` passes `policy`: yes, must sign in first, or is not meant to know the page exists. */
export function judgeAccess(actor: Actor, policy: Policy): "pass" | "sign_in" | "hidden" {
  if (policy.roles === "public") return "pass";
  if (actor.kind !== "person") return "sign_in";
  if (policy.roles === "signed_in") return "pass";
  return policy.roles.includes(actor.role) ? "pass" : "hidden";
}

/** Roles whose sessions end after half an hour of silence and twelve hours in all; the others stay on a phone for 180 days. */
export const PHONE_ROLES: readonly Role[] = ["firm_representative", "deputy"];

/** Lifetime of a session in the role: minutes of silence allowed (null = no limit) and minutes in all. Source: safety rules 1.9. */
export function sessionLifetime(role: Role): { idleMinutes: number | null; totalMinutes: number } {
  return PHONE_ROLES.includes(role)
    ? { idleMinutes: null, totalMinutes: 180 * 24 * 60 }
    : { idleMinutes: 30, totalMinutes: 12 * 60 };
}

/** Roles that must confirm a one-time password once TOTP is in force. Source: product rules, section 8. */
export const SECOND_FACTOR_ROLES: readonly Role[] = [
  "handler",
  "department_head",
  "county_dispatcher",
  "city_dispatcher",
  "county_supervisor",
  "city_supervisor",
  "system_administrator",
  "security_administrator",
  "auditor",
];

/** True for the actors of the units, from whom shielded identities are kept. */
export function isUnitSide(actor: PersonActor): boolean {
  return ["handler", "department_head", "county_dispatcher", "city_dispatcher", "post_holder"].includes(
    actor.role,
  );
}
