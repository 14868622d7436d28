import { checkCharacter, hasKnownAuthority, hasOnlyUsccCharacters, isUscc, USCC_LENGTH } from "./check.ts";

/** What a typed code turns out to be: valid (with what was corrected on the way), doubtful (a person decides; `suggestion` is the only valid reading, if there is one), refused, or missing. */
export type UsccReading =
  | { kind: "valid"; uscc: string; corrected: boolean }
  | { kind: "doubtful"; code: UsccDoubt; typed: string; suggestion: string | null }
  | { kind: "refused"; code: UsccFault; typed: string }
  | { kind: "missing" };

export type UsccDoubt =
  | "import.uscc_rounded"
  | "import.uscc_scientific"
  | "import.uscc_letter_typo"
  | "import.uscc_with_text";

export type UsccFault =
  | "import.uscc_check_digit"
  | "import.uscc_length"
  | "import.uscc_characters"
  | "import.uscc_authority"
  | "import.uscc_zeros";

/** Spaces, invisible characters, hyphens and dashes of every kind, and the apostrophes Excel users type before long numbers: none of them can be part of a code. */
const DROPPED = /[\s\p{Cf}\p{Pd}\u115F\u1160\u3164\uFFA0\u2212_'\u2018\u2019`\u00B4"\u201C\u201D]/gu;

/** Letters the alphabet leaves out because they look like a digit, and that digit. Source: GB 32100-2015, 4.2. */
const LOOK_ALIKES: Record<string, string> = { I: "1", O: "0", Z: "2", S: "5" };

/** Numbers from this size on have lost digits in a spreadsheet cell, which keeps fifteen. */
const FIRST_ROUNDED = 1e15;

const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d{1,3}$/;
const ANY_CODE = /(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])/g;

/** A typed code in upper case and half width, without blanks, invisible characters and hyphens; nothing else is changed. */
export function cleanUscc(typed: string): string {
  return typed
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(DROPPED, "")
    .toUpperCase();
}

/**
 * Reads the cell of a USCC. Width, blanks, hyphens and case are corrected, because only one reading exists; letters typed
 * for digits, codes kept as numbers or in scientific notation and codes within other text are doubtful; the rest is refused.
 */
export function readUscc(cell: string | number | null): UsccReading {
  if (cell === null) return { kind: "missing" };
  if (typeof cell === "number") return readNumericUscc(cell);
  const cleaned = cleanUscc(cell);
  if (cleaned === "" || /^(?:无|暂无|NULL|N\/A|\/|\*+)$/.test(cleaned)) return { kind: "missing" };
  if (isUscc(cleaned)) return { kind: "valid", uscc: cleaned, corrected: cleaned !== cell };
  if (SCIENTIFIC.test(cleaned)) {
    return { kind: "doubtful", code: "import.uscc_scientific", typed: cleaned, suggestion: null };
  }
  if (/[^0-9A-Z]/.test(cleaned)) return readWithinText(cleaned);
  if (/^0+$/.test(cleaned)) return { kind: "refused", code: "import.uscc_zeros", typed: cleaned };
  if (cleaned.length !== USCC_LENGTH) return { kind: "refused", code: "import.uscc_length", typed: cleaned };
  if (!hasOnlyUsccCharacters(cleaned)) return readLookAlikes(cleaned);
  if (/^\d{15}000$/.test(cleaned)) {
    return { kind: "doubtful", code: "import.uscc_rounded", typed: cleaned, suggestion: null };
  }
  if (checkCharacter(cleaned) !== cleaned.charAt(17)) {
    return { kind: "refused", code: "import.uscc_check_digit", typed: cleaned };
  }
  if (!hasKnownAuthority(cleaned)) return { kind: "refused", code: "import.uscc_authority", typed: cleaned };
  return { kind: "refused", code: "import.uscc_characters", typed: cleaned };
}

function readNumericUscc(cell: number): UsccReading {
  if (cell === 0) return { kind: "refused", code: "import.uscc_zeros", typed: "0" };
  const whole = Math.abs(cell) < 1e21 && Number.isInteger(cell);
  const typed = whole ? BigInt(cell).toString() : String(cell);
  if (cell >= FIRST_ROUNDED) {
    return { kind: "doubtful", code: "import.uscc_rounded", typed, suggestion: null };
  }
  return { kind: "refused", code: "import.uscc_length", typed };
}

function readWithinText(cleaned: string): UsccReading {
  const valid = [...new Set(cleaned.match(ANY_CODE) ?? [])].filter(isUscc);
  const only = valid.length === 1 ? (valid[0] ?? null) : null;
  if (only !== null) {
    return { kind: "doubtful", code: "import.uscc_with_text", typed: cleaned, suggestion: only };
  }
  return { kind: "refused", code: "import.uscc_characters", typed: cleaned };
}

function readLookAlikes(cleaned: string): UsccReading {
  const replaced = cleaned.replace(/[IOZS]/g, (letter) => LOOK_ALIKES[letter] ?? letter);
  if (isUscc(replaced)) {
    return { kind: "doubtful", code: "import.uscc_letter_typo", typed: cleaned, suggestion: replaced };
  }
  return { kind: "refused", code: "import.uscc_characters", typed: cleaned };
}
