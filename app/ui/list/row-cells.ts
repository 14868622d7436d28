/**
 * The values of one field down the rows. Where they repeat: each value once and which of them a row has (none named: all have the
 * first). Where they are texts that begin alike, as numbers and days do: the beginning once and the rest of each.
 */
type Cells<Value> = Value[] | { words: Value[]; at?: number[] } | { begin: string; rest: string[] };

/** Rows as they cross the wire, field by field: fifty rows that repeat the names of their fields, of states and of offices are heavy. */
export type RowCells<Row> = {
  count: number;
  fields: (keyof Row & string)[];
  columns: Cells<Row[keyof Row]>[];
};

function packColumn<Value>(values: Value[]): Cells<Value> {
  const words = [...new Set(values)];
  if (words.length === 1) return { words };
  if (words.length * 2 <= values.length) {
    const places = new Map(words.map((word, at) => [word, at]));
    return { words, at: values.map((value) => places.get(value) ?? 0) };
  }
  if (!values.every((value) => typeof value === "string")) return values;
  const begin = sharedBeginning(values);
  return begin.length < WORTH_SHARING
    ? values
    : { begin, rest: values.map((text) => text.slice(begin.length)) };
}

const WORTH_SHARING = 4;

function sharedBeginning(texts: readonly string[]): string {
  let [shared = ""] = texts;
  for (const text of texts) while (!text.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}

/** Packs the named fields of rows. */
export function packRows<Row>(rows: readonly Row[], fields: readonly (keyof Row & string)[]): RowCells<Row> {
  return {
    count: rows.length,
    fields: [...fields],
    columns: fields.map((field) => packColumn(rows.map((row) => row[field]))),
  };
}

/** What `packRows` becomes on its way through JSON. */
type Received = { count: number; fields: string[]; columns: Cells<unknown>[] };

function cellOf(column: Cells<unknown>, line: number): unknown {
  if (Array.isArray(column)) return column[line];
  return "begin" in column ? column.begin + (column.rest[line] ?? "") : column.words[column.at?.[line] ?? 0];
}

/** Unpacks rows on the page; fields that were not packed are missing. */
export function unpackRows<Row>({ count, fields, columns }: Received): Partial<Row>[] {
  return Array.from({ length: count }, (_, line) => {
    const row: Record<string, unknown> = {};
    fields.forEach((field, index) => {
      row[field] = cellOf(columns[index] ?? [], line);
    });
    return row as Partial<Row>;
  });
}
