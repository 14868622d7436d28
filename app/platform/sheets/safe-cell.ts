/** A value that may be written into a cell. */
export type PlainCell = string | number | boolean | null;

/** First characters by which a spreadsheet takes a text for a formula, also in full width and behind blanks no one sees. Source: safety rules, exports. */
const FORMULA_START = /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212]|^[\t\r]/u;

const CELL_LIMIT = 32_767;

/**
 * A cell that no spreadsheet runs: a text that would start a formula gets an apostrophe in front, control characters are
 * dropped, lone halves of surrogate pairs replaced, over-long texts cut. Numbers and truth values stay what they are.
 */
export function safeCell(value: PlainCell): PlainCell {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string") return value;
  const clean = withoutControls(value).replace(/\p{Surrogate}/gu, "\uFFFD");
  const safe = FORMULA_START.test(clean) ? `'${clean}` : clean;
  return safe.length > CELL_LIMIT ? safe.slice(0, CELL_LIMIT).replace(/[\uD800-\uDBFF]$/, "") : safe;
}

function withoutControls(text: string): string {
  let clean = "";
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const allowed =
      unit >= 32 ? unit !== 0xfffe && unit !== 0xffff : unit === 9 || unit === 10 || unit === 13;
    if (allowed) continue;
    clean += text.slice(from, index);
    from = index + 1;
  }
  return from === 0 ? text : clean + text.slice(from);
}
