import { type SQL, sql } from "drizzle-orm";
import { writeArray } from "#app/platform/database/value-types.ts";

/** Types that a column of handed-in rows may have. */
type ColumnType = "int" | "boolean" | "text" | "timestamptz";
type Value = string | number | boolean | null;

/** The columns of handed-in rows by name: their types, with where the value comes from unless it is the row's own of that name. */
export type Columns<Row> = {
  readonly [name: string]: ColumnType | readonly [ColumnType, (row: Row, index: number) => Value];
};

/**
 * Rows of the process as rows of a statement, to stand after `from`: one array a column, under the columns' own names. A document that the
 * server has to take apart (`jsonb_to_recordset`) costs it three times as much, and three times the bytes on the way.
 */
export function unnested<Row>(rows: readonly Row[], alias: string, columns: Columns<Row>): SQL {
  const arrays = Object.entries(columns).map(([name, column]) => {
    const [type, of] =
      typeof column === "string" ? [column, (row: Row) => row[name as keyof Row] as Value] : column;
    return sql`${writeArray(rows.map(of))}::text::${sql.raw(type)}[]`;
  });
  return sql`unnest(${sql.join(arrays, sql`, `)}) as ${sql.identifier(alias)}(${sql.join(
    Object.keys(columns).map((name) => sql.identifier(name)),
    sql`, `,
  )})`;
}
