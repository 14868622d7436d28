/**
 * The values of one field down the rows. Where they repeat: each value once and which of them a row has, a figure or letter for each row
 * (none named: all have the first). Where they are texts that begin alike, as numbers and days do: the beginning once and the rest of
 * each, or that the rest is the value of the first field, as an issue's number ends with its id.
 */
type Cells<Value> = Value[] | { words: Value[]; at?: string } | { begin: string; rest: string[] | 0 };

/** Rows as they cross the wire, field by field: fifty rows that repeat the names of their fields, of states and of offices are heavy. */
export type RowCells<Row> = {
  count: number;
  fields: (keyof Row & string)[];
  columns: Cells<Row[keyof Row]>[];
};

/** Figures and letters that say which of the repeated values a row has. */
const PLACES = 36;

function packColumn<Value>(values: Value[], first: readonly unknown[] | null): Cells<Value> {
  const words = [...new Set(values)];
  if (words.length === 1) return { words };
  if (words.length * 2 <= values.length && words.length <= PLACES) {
    const places = new Map(words.map((word, at) => [word, at.toString(PLACES)]));
    return { words, at: values.map((value) => places.get(value)).join("") };
  }
  if (!values.every((value) => typeof value === "string")) return values;
  const alike = first && endingLike(values, first);
  if (alike !== null) return { begin: alike, rest: 0 };
  const begin = sharedBeginning(values);
  return begin.length < WORTH_SHARING
    ? values
    : { begin, rest: values.map((text) => text.slice(begin.length)) };
}

const WORTH_SHARING = 4;

/** What stands before the first field's value in all texts; null where that is not the same. */
function endingLike(texts: readonly string[], first: readonly unknown[]): string | null {
  const [text = ""] = texts;
  const begin = text.slice(0, text.length - String(first[0]).length);
  return texts.every((one, line) => one === begin + String(first[line])) ? begin : null;
}

function sharedBeginning(texts: readonly string[]): string {
  let [shared = ""] = texts;
  for (const text of texts) while (!text.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}

/** Packs the named fields of rows. */
export function packRows<Row>(rows: readonly Row[], fields: readonly (keyof Row & string)[]): RowCells<Row> {
  const columns = fields.map((field) => rows.map((row) => row[field]));
  const [first = []] = columns;
  return {
    count: rows.length,
    fields: [...fields],
    columns: columns.map((values, at) => packColumn(values, at === 0 ? null : first)),
  };
}

/** What `packRows` becomes on its way through JSON. */
type Received = { count: number; fields: string[]; columns: Cells<unknown>[] };

function cellOf(column: Cells<unknown>, line: number, first: unknown): unknown {
  if (Array.isArray(column)) return column[line];
  if ("begin" in column)
    return column.begin + (column.rest === 0 ? String(first) : (column.rest[line] ?? ""));
  return column.words[Number.parseInt(column.at?.[line] ?? "0", PLACES)];
}

/** Unpacks rows on the page; fields that were not packed are missing. */
export function unpackRows<Row>({ count, fields, columns }: Received): Partial<Row>[] {
  return Array.from({ length: count }, (_, line) => {
    const row: Record<string, unknown> = {};
    fields.forEach((field, index) => {
      row[field] = cellOf(columns[index] ?? [], line, row[fields[0] ?? ""]);
    });
    return row as Partial<Row>;
  });
}
