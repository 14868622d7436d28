import type { PostKind } from "#app/domain/access/posts.ts";
import type { Role } from "#app/domain/access/roles.ts";

/** Who may be told: posts of the unit, of the congress, of the inspection office, of bodies above, and the parties. */
export const RECIPIENTS = [
  "unit_handler",
  "unit_liaison",
  "unit_deputy_head",
  "unit_head",
  "unit_leader_in_charge",
  "superior_organ",
  "regulator",
  "co_handler",
  "county_supervisor",
  "county_deputy_director",
  "county_committee",
  "zone_committee",
  "city_supervisor",
  "city_committee",
  "chairpersons",
  "dispatcher",
  "inspection_head",
  "firm",
  "raiser",
  "deputy",
  "clerk",
] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/**
 * Where a recipient is found at the moment of telling: a dated post of a body (vacant: its stand-in, then the next
 * post up), the holders of a role in the county or city, or a party of the issue.
 */
export type RecipientAddress =
  | {
      by: "post";
      body: "department" | "congress" | "inspection";
      at: "unit" | "county" | "city" | "above";
      post: PostKind;
    }
  | { by: "role"; role: Role; at: "county" | "city" | "dispatcher" }
  | { by: "party"; party: "firm" | "raiser" | "deputy" | "clerk" | "co_handler" };

/** The address of each recipient. Source: product rules, section 6 and the table of clocks. */
export const RECIPIENT_ADDRESSES: Record<Recipient, RecipientAddress> = {
  unit_handler: { by: "post", body: "department", at: "unit", post: "handler" },
  unit_liaison: { by: "post", body: "department", at: "unit", post: "liaison" },
  unit_deputy_head: { by: "post", body: "department", at: "unit", post: "deputy_head" },
  unit_head: { by: "post", body: "department", at: "unit", post: "head" },
  unit_leader_in_charge: { by: "post", body: "department", at: "unit", post: "leader_in_charge" },
  superior_organ: { by: "post", body: "department", at: "above", post: "head" },
  regulator: { by: "post", body: "department", at: "above", post: "liaison" },
  co_handler: { by: "party", party: "co_handler" },
  county_supervisor: { by: "role", role: "county_supervisor", at: "county" },
  county_deputy_director: { by: "post", body: "congress", at: "county", post: "committee_deputy_director" },
  county_committee: { by: "post", body: "congress", at: "county", post: "committee_director" },
  zone_committee: { by: "post", body: "congress", at: "county", post: "committee_director" },
  city_supervisor: { by: "role", role: "city_supervisor", at: "city" },
  city_committee: { by: "post", body: "congress", at: "city", post: "committee_director" },
  chairpersons: { by: "post", body: "congress", at: "city", post: "chairpersons" },
  dispatcher: { by: "role", role: "county_dispatcher", at: "dispatcher" },
  inspection_head: { by: "post", body: "inspection", at: "county", post: "inspection_head" },
  firm: { by: "party", party: "firm" },
  raiser: { by: "party", party: "raiser" },
  deputy: { by: "party", party: "deputy" },
  clerk: { by: "party", party: "clerk" },
};

/** Who never hears of a sealed issue; the city's supervisor stands in. Source: product rules, sections 5 and 8. */
const SHUT_OUT: readonly Recipient[] = [
  "county_supervisor",
  "county_deputy_director",
  "county_committee",
  "zone_committee",
  "deputy",
  "clerk",
];

/** The same list for a sealed issue: county, deputy and clerk give way to the city supervisor, nobody twice. */
export function sealedRecipients(recipients: readonly Recipient[]): Recipient[] {
  const told = recipients.map((recipient) => (SHUT_OUT.includes(recipient) ? "city_supervisor" : recipient));
  return [...new Set(told)];
}

/** Whether somebody is found through the subject itself, as its firm, deputy, raiser or clerk, and not through a unit or an office. */
export function isParty(recipient: Recipient): boolean {
  const { by } = RECIPIENT_ADDRESSES[recipient];
  return by === "party" && recipient !== "co_handler";
}
