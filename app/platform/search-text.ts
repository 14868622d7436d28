import { pinyin } from "pinyin-pro";

/** A text as it is searched: compatibility forms folded, lower case, no blanks. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/**
 * What `search_text` of a register row holds: its names, codes, and the pinyin and initials of the first name, apart by
 * blanks, so that 宜昌, yichang, ychg and a code all find it by substring. `person` reads surnames as surnames (曾 zeng).
 */
export function searchTextOf(
  names: readonly string[],
  codes: readonly (string | null | undefined)[],
  options: { person?: boolean } = {},
): string {
  const [name = ""] = names;
  const syllables = pinyin(fold(name), {
    toneType: "none",
    type: "array",
    v: true,
    surname: options.person ? "head" : "off",
  });
  const spoken = syllables.filter((syllable) => /[\p{L}\p{N}]/u.test(syllable));
  const initials = spoken.map((syllable) => syllable[0] ?? "").join("");
  const parts = [...names.map(fold), ...codes.map((code) => fold(code ?? "")), spoken.join(""), initials];
  return [...new Set(parts.filter((part) => part !== ""))].join(" ");
}

/** What a reader typed, in terms that must all be found: each folded as `search_text` is, at most five. */
export function searchTerms(typed: string): string[] {
  return typed
    .split(/\s+/)
    .map(fold)
    .filter((term) => term !== "")
    .slice(0, 5);
}
