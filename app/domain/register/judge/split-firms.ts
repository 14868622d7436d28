import { tidy } from "#app/domain/register/values/text.ts";
import { cleanUscc, readUscc } from "#app/domain/uscc/read.ts";

/** A firm as a cell names it: by name, by USCC in brackets, or both; `usccTyped` is a code that did not pass the check. */
export type NamedFirm = { name: string; uscc: string | null; usccTyped: string | null };

const NUMBERING =
  /(^|[\s;；,，、。\n]|[)）\u4E00-\u9FFF])\s*(?:[(（]\d{1,2}[)）]|\d{1,2}\s*[.、．)）](?!\d)|[①-⑳])\s*(?=[^\s\d])/g;
const CODE_IN_BRACKETS =
  /[(（[【]\s*(?:统一社会信用代码|信用代码)?\s*[:：]?\s*([0-9A-Za-z０-９Ａ-Ｚａ-ｚ\s-]{15,24})\s*[)）\]】]/;
const CODE_AT_END = /(?:统一社会信用代码|信用代码)?\s*[:：]?\s*([0-9A-Za-z]{18})\s*$/;

/** Splits a cell of several firms: numbered lines, 、；, / and line breaks outside brackets part them; a code in brackets belongs to the name before it. */
export function splitFirms(text: string): NamedFirm[] {
  const numbered = text.replace(NUMBERING, (_match, before: string) => `${before}\n`);
  return partsOutsideBrackets(numbered)
    .map(readNamedFirm)
    .filter((firm) => firm.name !== "" || firm.uscc !== null || firm.usccTyped !== null);
}

function partsOutsideBrackets(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of text) {
    if (/[(（[【]/.test(character)) depth += 1;
    else if (/[)）\]】]/.test(character)) depth = Math.max(0, depth - 1);
    if (character === "\n" || (depth === 0 && /[、；;，,/／|\r]/.test(character))) {
      parts.push(part);
      part = "";
      depth = 0;
    } else part += character;
  }
  return [...parts, part];
}

function readNamedFirm(part: string): NamedFirm {
  const match = part.match(CODE_IN_BRACKETS) ?? part.match(CODE_AT_END);
  const name = tidy(match ? part.replace(match[0], "") : part).replace(/[。.；;、，,]+$/, "");
  if (!match) return { name, uscc: null, usccTyped: null };
  const reading = readUscc(match[1] ?? "");
  return reading.kind === "valid"
    ? { name, uscc: reading.uscc, usccTyped: null }
    : { name, uscc: null, usccTyped: cleanUscc(match[1] ?? "") };
}
