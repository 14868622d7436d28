import type { Role } from "#app/domain/access/roles.ts";

/** Who prints activation cards 激活卡 and hands them over in person. Source: product rules, section 2. */
export const CARD_GIVERS = [
  "township_officer",
  "county_supervisor",
  "city_supervisor",
] as const satisfies readonly Role[];

/** Cards on one sheet of a township: more than one has deputies. */
export const CARDS_AT_ONCE = 120;

/** Cards on one sheet of a county: more than the largest has deputies; were there more, the next sheet goes on with those who have none yet. */
export const COUNTY_CARDS_AT_ONCE = 1_200;
