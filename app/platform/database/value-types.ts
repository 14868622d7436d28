import type { PostgresType, Sql } from "postgres";

type Element = string | number | boolean | bigint | Date | null | Element[];

/** Array types of the schema by oid; without `fetch_types` the driver would hand them over as raw text. */
const ARRAY_OIDS = {
  boolean: 1000,
  smallint: 1005,
  integer: 1007,
  text: 1009,
  varchar: 1015,
  bigint: 1016,
  real: 1021,
  double: 1022,
  date: 1182,
  timestamp: 1115,
  timestamptz: 1185,
  numeric: 1231,
  uuid: 2951,
} as const;

const NUMERIC_ARRAYS = new Set<number>([
  ARRAY_OIDS.smallint,
  ARRAY_OIDS.integer,
  ARRAY_OIDS.real,
  ARRAY_OIDS.double,
]);

/** Reads PostgreSQL's array text: quotes, backslashes, NULL and nesting. */
export function parseArray(text: string, element: (value: string) => Element): Element[] {
  let at = text.indexOf("{") + 1;
  function list(): Element[] {
    const items: Element[] = [];
    while (at < text.length) {
      const char = text[at];
      if (char === "}") {
        at++;
        return items;
      }
      if (char === ",") at++;
      else if (char === "{") {
        at++;
        items.push(list());
      } else if (char === '"') items.push(element(quoted()));
      else {
        const start = at;
        while (text[at] !== "," && text[at] !== "}") at++;
        const bare = text.slice(start, at);
        items.push(bare === "NULL" ? null : element(bare));
      }
    }
    return items;
  }
  function quoted(): string {
    let value = "";
    for (at++; text[at] !== '"'; at++) {
      if (text[at] === "\\") at++;
      value += text[at];
    }
    at++;
    return value;
  }
  return list();
}

/** Text that an array holds without quotes; NULL is the one word that it may not. */
const PLAIN = /^(?!null$)[\w.:+-]+$/i;

/** Writes PostgreSQL's array text; a string is taken to be array text already (Drizzle writes its own). */
export function writeArray(value: string | readonly Element[]): string {
  if (typeof value === "string") return value;
  const items = value.map((item): string => {
    if (item === null) return "NULL";
    if (Array.isArray(item)) return writeArray(item);
    if (typeof item === "number" || typeof item === "boolean") return String(item);
    if (item instanceof Date) return `"${item.toISOString()}"`;
    const text = String(item);
    return PLAIN.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
  });
  return `{${items.join(",")}}`;
}

function elementParser(oid: number): (value: string) => Element {
  if (NUMERIC_ARRAYS.has(oid)) return Number;
  if (oid === ARRAY_OIDS.boolean) return (value) => value === "t";
  return (value) => value;
}

/** Driver types for the arrays above; the driver's own cover the scalars. */
export const arrayTypes: Record<string, PostgresType> = Object.fromEntries(
  Object.entries(ARRAY_OIDS).map(([name, oid]) => {
    const element = elementParser(oid);
    return [
      `${name}Array`,
      {
        to: oid,
        from: [oid],
        serialize: writeArray,
        parse: (text: string) => parseArray(text, element),
      },
    ];
  }),
);

const TIME_OIDS = [1082, 1083, 1114, 1184];

/**
 * What Drizzle expects of a client: times as PostgreSQL's text, JSON written by Drizzle itself. Drizzle's own set-up
 * also lets a Date through unwritten, which the driver then refuses; here it becomes ISO text.
 */
export function fitForDrizzle(client: Sql): void {
  const { parsers, serializers } = client.options;
  for (const oid of TIME_OIDS) {
    parsers[oid] = (value: string) => value;
    serializers[oid] = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  }
  for (const oid of [114, 3802]) {
    serializers[oid] = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  }
}
