import type { Role } from "#app/domain/access/roles.ts";
import { LETTER_SIGNERS, LETTER_UNITS } from "#app/domain/supervision/letter.ts";

/** Whoever reads supervision notices; rows are those of `letterScope`. */
export const LETTER_READERS: readonly Role[] = [
  ...LETTER_SIGNERS,
  "county_dispatcher",
  "city_dispatcher",
  ...LETTER_UNITS,
  "post_holder",
  "auditor",
];
/** Whoever may do something with one. */
export const LETTER_ACTORS: readonly Role[] = [...LETTER_SIGNERS, ...LETTER_UNITS];

/** The lists of notices: what waits for a signature, for a reply, too long for a reply; what was replied to; all. */
export const LETTER_LISTS = ["draft", "awaiting", "late", "replied", "all"] as const;
export type LetterList = (typeof LETTER_LISTS)[number];

/** The lists this role has, and the one it begins with: drafts are seen by those who sign them and by the auditor. */
export function listsOf(role: Role): { lists: readonly LetterList[]; usual: LetterList } {
  if (LETTER_SIGNERS.includes(role) || role === "auditor") return { lists: LETTER_LISTS, usual: "draft" };
  const lists = LETTER_LISTS.filter((one) => one !== "draft");
  return { lists, usual: LETTER_UNITS.includes(role) ? "awaiting" : "all" };
}

/** Whoever drafts by hand. */
export const LETTER_DRAFTERS = LETTER_SIGNERS;
