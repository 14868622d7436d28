/** Rows as they cross the wire: the names of their fields once, then the values of each row in that order. */
export type RowCells<Row> = { fields: (keyof Row & string)[]; cells: Row[keyof Row][][] };

/** Packs the named fields of rows; fifty rows that repeat their field names are heavy. */
export function packRows<Row>(rows: readonly Row[], fields: readonly (keyof Row & string)[]): RowCells<Row> {
  return { fields: [...fields], cells: rows.map((row) => fields.map((field) => row[field])) };
}

/** Unpacks rows on the page; fields that were not packed are missing. */
export function unpackRows<Row>({ fields, cells }: { fields: string[]; cells: unknown[][] }): Partial<Row>[] {
  return cells.map((row) => Object.fromEntries(fields.map((field, at) => [field, row[at]])) as Partial<Row>);
}
