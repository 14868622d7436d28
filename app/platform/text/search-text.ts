import { pinyin } from "pinyin-pro";

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * What a register's search column holds: name, pinyin without tones, initials and codes, in lower case, separated by
 * blanks. Readings follow the whole name (长阳 = changyang), about 0.03 ms a name.
 */
export function searchTextOf(name: string, ...codes: (string | null)[]): string {
  return compose(name, pinyin(name, { toneType: "none", type: "array" }), codes);
}

/** The same for a person, whose first character is read as a surname (单 = shan). */
export function personSearchTextOf(name: string, ...codes: (string | null)[]): string {
  return compose(name, pinyin(name, { toneType: "none", type: "array", surname: "head" }), codes);
}

function compose(name: string, syllables: string[], codes: (string | null)[]): string {
  const spoken = syllables.filter((syllable) => LETTER_OR_DIGIT.test(syllable));
  const initials = spoken.map((syllable) => syllable.charAt(0)).join("");
  const parts = [name, spoken.join(""), initials, ...codes.filter((code) => code !== null && code !== "")];
  return parts.join(" ").toLowerCase();
}
