import fc from "fast-check";

/** One field as sent: a name may come several times, and need not be one of the form's. */
export type Sent = [name: string, value: string][];
/** How a body is packed; the broken ones are what a bad line or a machine makes of it. */
export type Packing = "urlencoded" | "multipart" | "cut_short" | "no_boundary" | "json" | "text" | "empty";
export type HostilePost = { fields: Sent; packing: Packing };

const BAD_TEXTS = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202e\u2066反",
  "\u200b\u200d\ufeff",
  "👨‍👩‍👧‍👦".repeat(20),
  "é".repeat(3_000),
  "字".repeat(5_000),
  "x".repeat(300_000),
  "' or 1=1 --",
  "'); drop table contacts; --",
  "$1 $2 %s %n",
  "<script>alert(1)</script>",
  "{{7*7}} <%= 7*7 %>",
  "../../etc/passwd",
  "=cmd|' /C calc'!A0",
  "\r\nSet-Cookie: a=b",
  "null",
  "undefined",
  "[object Object]",
  "{}",
  "true",
  "on",
  "0",
  "-1",
  "1e309",
  "NaN",
  "0x10",
  "2147483648",
  "99999999999999999999",
  "1.5",
  "2026-11-24",
  "2026-02-30",
  "0000-00-00",
  "9999-12-31",
  "２０２６-１１-２４",
  "13800000000",
  "＋86 138 0000 0000",
  "00000000-0000-4000-8000-000000000000",
  "visit",
  "met",
];

/** Names that a form does not have, among them those that parsers of nested fields unfold. */
const ODD_NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "__proto__.polluted",
  "constructor.prototype.polluted",
  "",
  "[]",
  "[0]",
  "a[b",
  "recordedBy",
  "withdrawnAt",
  "state",
  "photo",
  "key",
];
const nested = (name: string) => [
  `${name}[]`,
  `${name}[0]`,
  `${name}[99999999]`,
  `${name}.x`,
  `${name}[0].x`,
];

const hostileText = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 200 }) },
  { weight: 4, arbitrary: fc.constantFrom(...BAD_TEXTS) },
);

/**
 * Posts of a form whose good values are `base`: each field is kept, spoiled, left out, sent twice or many times; odd ones are added; the
 * body is packed well or badly.
 */
export function hostilePosts(
  base: Readonly<Record<string, string>>,
  packings: readonly Packing[],
): fc.Arbitrary<HostilePost> {
  const names = Object.keys(base);
  const spoilt = fc
    .array(
      fc.record({
        name: fc.constantFrom(...names),
        how: fc.constantFrom("replace", "drop", "twice", "many"),
        text: hostileText,
      }),
      { maxLength: 3 },
    )
    .map((changes) => {
      let fields: Sent = names.map((name) => [name, base[name] as string]);
      for (const { name, how, text } of changes) {
        if (how === "drop" || how === "replace") fields = fields.filter(([one]) => one !== name);
        const times = { drop: 0, replace: 1, twice: 1, many: 40 }[how] ?? 0;
        for (let nth = 0; nth < times; nth++) fields.push([name, how === "many" ? String(nth + 1) : text]);
      }
      return fields;
    });
  const odd = fc.array(fc.tuple(fc.constantFrom(...ODD_NAMES, ...names.flatMap(nested)), hostileText), {
    maxLength: 2,
  });
  return fc
    .tuple(
      spoilt,
      fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: odd }),
      fc.constantFrom(...packings),
    )
    .map(([fields, more, packing]) => ({ fields: [...fields, ...more], packing }));
}

const BOUNDARY = "liaisonboundary7";

/** The request that sends a post. */
export function requestOf({ fields, packing }: HostilePost): { body: BodyInit; type: string } {
  const multipart = () => {
    const parts = fields.map(([name, value]) => {
      const quoted = name.replace(/["\r\n]/g, "_");
      return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted}"\r\n\r\n${value}\r\n`;
    });
    return `${parts.join("")}--${BOUNDARY}--\r\n`;
  };
  const formType = `multipart/form-data; boundary=${BOUNDARY}`;
  switch (packing) {
    case "urlencoded":
      return { body: new URLSearchParams(fields).toString(), type: "application/x-www-form-urlencoded" };
    case "multipart":
      return { body: multipart(), type: formType };
    case "cut_short": {
      const whole = multipart();
      return { body: whole.slice(0, Math.floor(whole.length * 0.6)), type: formType };
    }
    case "no_boundary":
      return { body: multipart(), type: "multipart/form-data" };
    case "json":
      return { body: JSON.stringify(fields), type: "application/json" };
    case "text":
      return { body: fields.map((field) => field.join("=")).join("\n"), type: "text/plain" };
    case "empty":
      return { body: "", type: "application/x-www-form-urlencoded" };
  }
}

/** What no answer may show: keys instead of sentences, a schema's own English, the database's or the program's words. */
const LEAKS =
  /(?<![\w/.-])(?:form|error|file|message|contact|common)\.[a-z_]+\.?[a-z_]*(?![\w/-])|Unrecognized key|Too (?:big|small)|expected \w+|syntax error|violates|duplicate key|PostgresError|node_modules|at async|\bselect .+ from\b/;

/** The sentences of a refusal, as a page shows them in its summary or as the outbox gets them. */
export function sentencesOf(type: string, text: string): string[] {
  if (type.includes("json")) return (JSON.parse(text) as { errors?: string[] }).errors ?? [];
  const summary = /<[^>]*role="alert"[^>]*>(.*?)<\/(?:div|section)>/s.exec(text)?.[1] ?? "";
  return [...summary.matchAll(/<(?:li|a|p)\b[^>]*>(.*?)<\/(?:li|a|p)>/gs)]
    .map((found) => found[1]?.replace(/<[^>]*>/g, "") ?? "")
    .filter((sentence) => sentence !== "");
}

/** What is wrong with an answer to a hostile post; nothing where it was taken, or refused with sentences in the reader's language. */
export function faultOf(status: number, type: string, text: string): string | null {
  if (status >= 500) return `answered ${status}`;
  if (status < 400) return null;
  const sentences = sentencesOf(type, text);
  if (sentences.length === 0) return `refused (${status}) without a sentence`;
  const silent = sentences.find((sentence) => !/\p{Script=Han}/u.test(sentence) || LEAKS.test(sentence));
  return silent === undefined ? null : `refused (${status}) with ${silent}`;
}
