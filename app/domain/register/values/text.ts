/** Letters, digits and signs of full width to half width; Chinese punctuation and characters stay. */
export function narrow(text: string): string {
  return text.replace(
    /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0D\uFF0E\uFF0F\uFF03\uFF05\uFF0B\uFF1D\uFF20]/g,
    (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}

/** A value for display and storage: half-width letters and digits, blanks of every kind single, none around Chinese characters. */
export function tidy(text: string): string {
  return narrow(text)
    .replace(/\s+/g, " ")
    .replace(/(?<=[\u2E80-\u9FFF\uFF00-\uFFEF]) | (?=[\u2E80-\u9FFF\uFF00-\uFFEF])/g, "")
    .trim();
}

/** The comparison key of a firm's name or an address: compatibility forms folded, brackets and case alike, no blanks, no full stop at the end. Two names with the same key are the same name. */
export function compareKey(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[【〔［[{]/g, "(")
    .replace(/[】〕］\]}]/g, ")")
    .replace(/[\s·•・.,。，、"'“”‘’*]/g, "");
}

/** The comparison key of a header or a closed word: as `compareKey`, also without line breaks, stars, colons and numbering. */
export function wordKey(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s*:：_\-·.。、"'“”"]/g, "")
    .replace(/^[(（]?\d{1,2}[)）]/, "");
}

/** Cuts a text to `limit` characters without splitting a character of two units. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
  return text.slice(0, end);
}
