import { index, integer, jsonb, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { bytes, instant, oneOf } from "./columns.ts";

/** Imports 导入: uploaded, judged row by row (dry run), committed as a whole, undone as a whole. */
export const imports = pgTable(
  "imports",
  {
    importId: integer("import_id").primaryKey().generatedAlwaysAsIdentity(),
    kind: text("kind").notNull(),
    state: text("state").notNull(),
    fileName: text("file_name").notNull(),
    fileSha256: text("file_sha256").notNull(),
    content: bytes("content"),
    countyCode: text("county_code"),
    mapping: jsonb("mapping").notNull(),
    figures: jsonb("figures").notNull(),
    createdBy: integer("created_by").references(() => users.userId),
    createdAt: instant("created_at").notNull(),
    committedAt: instant("committed_at"),
    undoneAt: instant("undone_at"),
  },
  (table) => [
    oneOf("imports_kind", table.kind, ["firms", "deputies", "pairs", "issues", "contacts"]),
    oneOf("imports_state", table.state, ["reading", "judged", "committed", "undone", "refused"]),
    index("imports_creator").on(table.createdBy, table.importId),
  ],
);

/** One judged row or item of an import, with what stood in the register before, for the undo. */
export const importRows = pgTable(
  "import_rows",
  {
    importRowId: integer("import_row_id").primaryKey().generatedAlwaysAsIdentity(),
    importId: integer("import_id")
      .notNull()
      .references(() => imports.importId, { onDelete: "cascade" }),
    sheet: text("sheet").notNull(),
    row: integer("row").notNull(),
    item: smallint("item"),
    outcome: text("outcome").notNull(),
    change: text("change"),
    code: text("code"),
    facts: jsonb("facts").notNull(),
    candidate: jsonb("candidate"),
    targetId: integer("target_id"),
    before: jsonb("before"),
  },
  (table) => [
    oneOf("import_rows_outcome", table.outcome, ["import", "review", "reject", "duplicate", "skip"]),
    oneOf("import_rows_change", table.change, ["added", "updated", "unchanged"]),
    index("import_rows_import").on(table.importId, table.outcome, table.importRowId),
    index("import_rows_target").on(table.targetId),
  ],
);
