import { SHEET_LIMITS } from "./sheet-limits.ts";
import { refuseSheet } from "./sheet-types.ts";

/** Receives markup in pieces and hands over each whole element of one name; what stands between them goes to `between`. */
export type ElementScanner = { push(text: string): void; end(): void };

const NAMED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
/** The root element of a part opens within this many characters. */
const ROOT_WITHIN = 16_384;
const SPACE_OR_END = new Set([" ", "\t", "\n", "\r", ">", "/"]);

/**
 * Scans for elements `name` of a part whose elements may carry a namespace prefix (taken from the root element). Elements
 * of that name must not contain each other. Nothing is expanded or looked up; memory is one element, not the part.
 */
export function scanElements(
  name: string,
  onElement: (attributes: string, body: string, prefix: string) => void,
  between: (text: string) => void = () => {},
): ElementScanner {
  let buffer = "";
  let searched = 0;
  let prefix: string | null = null;
  const drain = () => {
    prefix ??= rootPrefix(buffer.slice(0, ROOT_WITHIN));
    if (prefix === null) {
      if (buffer.length > ROOT_WITHIN) refuseSheet("broken_file", {});
      return;
    }
    const open = `<${prefix}${name}`;
    const close = `</${prefix}${name}>`;
    let at = 0;
    for (;;) {
      const start = nextOpen(buffer, open, at);
      if (start === -1) {
        const keep = Math.max(at, buffer.length - open.length - 1);
        between(buffer.slice(at, keep));
        at = keep;
        break;
      }
      const tagEnd = buffer.indexOf(">", start);
      if (tagEnd === -1) {
        between(buffer.slice(at, start));
        at = start;
        break;
      }
      const empty = buffer.charAt(tagEnd - 1) === "/";
      const bodyEnd = empty
        ? tagEnd
        : buffer.indexOf(close, Math.max(tagEnd, at === 0 && start === 0 ? searched : 0));
      if (bodyEnd === -1) {
        between(buffer.slice(at, start));
        at = start;
        break;
      }
      between(buffer.slice(at, start));
      const attributes = buffer.slice(start + open.length, empty ? tagEnd - 1 : tagEnd);
      onElement(attributes, empty ? "" : buffer.slice(tagEnd + 1, bodyEnd), prefix);
      at = empty ? tagEnd + 1 : bodyEnd + close.length;
      searched = 0;
    }
    buffer = buffer.slice(at);
    searched = Math.max(0, buffer.length - close.length);
    if (buffer.length > SHEET_LIMITS.elementCharacters) refuseSheet("broken_file", {});
  };
  return {
    push(text) {
      buffer += text;
      drain();
    },
    end() {
      const open = prefix === null ? -1 : nextOpen(buffer, `<${prefix}${name}`, 0);
      if (prefix === null || open !== -1) refuseSheet("broken_file", {});
      between(buffer);
      buffer = "";
    },
  };
}

function nextOpen(buffer: string, open: string, from: number): number {
  let at = buffer.indexOf(open, from);
  while (
    at !== -1 &&
    at + open.length < buffer.length &&
    !SPACE_OR_END.has(buffer.charAt(at + open.length))
  ) {
    at = buffer.indexOf(open, at + open.length);
  }
  return at !== -1 && at + open.length < buffer.length ? at : -1;
}

function rootPrefix(text: string): string | null {
  const match = text.match(/<(?![?!])([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*[\s>/]/);
  return match ? (match[1] ?? "") : null;
}

/** The value of an attribute within a tag's attribute text, decoded; undefined when it is missing. */
export function attribute(attributes: string, name: string): string | undefined {
  const at = attributes.indexOf(` ${name}=`);
  if (at === -1)
    return /[\n\t\r]/.test(attributes) ? attribute(attributes.replace(/[\n\t\r]+/g, " "), name) : undefined;
  const quote = attributes.charAt(at + name.length + 2);
  const end = attributes.indexOf(quote, at + name.length + 3);
  if ((quote !== '"' && quote !== "'") || end === -1) return undefined;
  return decodeXml(attributes.slice(at + name.length + 3, end));
}

/** The text between the first `<name …>` and its end in `body`; undefined when there is none. */
export function innerText(body: string, tag: string): string | undefined {
  const start = nextOpen(body, `<${tag}`, 0);
  if (start === -1) return undefined;
  const tagEnd = body.indexOf(">", start);
  if (tagEnd === -1 || body.charAt(tagEnd - 1) === "/") return "";
  const end = body.indexOf(`</${tag}>`, tagEnd);
  return end === -1 ? undefined : body.slice(tagEnd + 1, end);
}

/** All `t` texts within a string item joined, phonetic guides left out, escapes decoded. */
export function stringText(body: string, prefix: string): string {
  const plain = body.includes(`<${prefix}rPh`) ? withoutElements(body, `${prefix}rPh`) : body;
  let text = "";
  let at = 0;
  for (;;) {
    const start = nextOpen(plain, `<${prefix}t`, at);
    if (start === -1) return decodeEscapes(text);
    const tagEnd = plain.indexOf(">", start);
    if (tagEnd === -1) return decodeEscapes(text);
    at = tagEnd + 1;
    if (plain.charAt(tagEnd - 1) === "/") continue;
    const end = plain.indexOf(`</${prefix}t>`, at);
    if (end === -1) return decodeEscapes(text);
    text += decodeXml(plain.slice(at, end));
    at = end;
  }
}

function withoutElements(body: string, tag: string): string {
  const close = `</${tag}>`;
  let kept = "";
  let at = 0;
  for (;;) {
    const start = nextOpen(body, `<${tag}`, at);
    if (start === -1) return kept + body.slice(at);
    kept += body.slice(at, start);
    const end = body.indexOf(close, start);
    if (end === -1) return kept;
    at = end + close.length;
  }
}

/** Decodes the five named entities, character numbers and CDATA; other entities stay as they are, nothing is ever expanded. */
export function decodeXml(text: string): string {
  const plain = text.includes("<![CDATA[")
    ? text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_all, inner: string) => inner.replaceAll("&", "&amp;"))
    : text;
  if (!plain.includes("&")) return plain;
  return plain.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, (whole, entity: string) => {
    if (!entity.startsWith("#")) return NAMED[entity] ?? whole;
    const code = entity.startsWith("#x") ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Decodes the `_x000D_` escapes by which workbooks write characters that XML does not allow. */
export function decodeEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
