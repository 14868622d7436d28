import type { InferSelectModel } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** A row to be written in bulk: like an insert, with the key given by the generator. */
export type RowOf<T extends PgTable> = T["$inferInsert"] &
  Partial<Pick<InferSelectModel<T>, Exclude<keyof InferSelectModel<T>, keyof T["$inferInsert"]>>>;
