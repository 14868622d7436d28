import { boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { users } from "#db/schema/accounts.ts";
import { instant } from "#db/schema/columns.ts";
import { issues } from "#db/schema/issues.ts";

/** Saved views 常用视图: a list's address under a name, one's own or shared with those of the same role and county. */
export const savedViews = pgTable(
  "saved_views",
  {
    viewId: integer("view_id").primaryKey().generatedAlwaysAsIdentity(),
    ownerUserId: integer("owner_user_id")
      .notNull()
      .references(() => users.userId),
    list: text("list").notNull(),
    name: text("name").notNull(),
    /** The list's filters, order and columns as they stand in the address. */
    query: text("query").notNull(),
    shared: boolean("shared").notNull().default(false),
    /** Role and county of who saved it: whom a shared view is offered to. */
    role: text("role").notNull(),
    countyCode: text("county_code"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("saved_views_list").on(table.list, table.role, table.countyCode)],
);

/** Tags 标签 that the congress's side puts on issues to find them again; units and firms do not see them. */
export const issueTags = pgTable(
  "issue_tags",
  {
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    tag: text("tag").notNull(),
    taggedBy: integer("tagged_by").references(() => users.userId),
    taggedAt: instant("tagged_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.issueId, table.tag] }),
    index("issue_tags_tag").on(table.tag, table.issueId),
  ],
);
