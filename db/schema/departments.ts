import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { DEPARTMENT_KINDS, POST_BODIES, POST_KINDS } from "#app/domain/access/posts.ts";
import { CONFIDENTIALITIES } from "#app/domain/issue/states.ts";
import { users } from "./accounts.ts";
import { day, dayRange, instant, oneOf, version } from "./columns.ts";
import { counties } from "./divisions.ts";

/** Units that handle issues 承办单位, of the city (no county) or of a county, linked to the city counterpart. */
export const departments = pgTable(
  "departments",
  {
    departmentId: integer("department_id").primaryKey().generatedAlwaysAsIdentity(),
    code: text("code").notNull().unique(),
    name: text("name").notNull(),
    shortName: text("short_name").notNull(),
    nameEn: text("name_en").notNull(),
    kind: text("kind").notNull(),
    countyCode: text("county_code").references(() => counties.countyCode),
    counterpartId: integer("counterpart_id").references((): AnyPgColumn => departments.departmentId),
    remit: text("remit").notNull().default(""),
    active: boolean("active").notNull().default(true),
    sort: integer("sort").notNull(),
    version: version(),
  },
  (table) => [
    oneOf("departments_kind", table.kind, DEPARTMENT_KINDS),
    index("departments_county").on(table.countyCode, table.sort),
    index("departments_counterpart").on(table.counterpartId),
  ],
);

/** Categories of issues 诉求类别; editable reference data. */
export const categories = pgTable(
  "categories",
  {
    categoryCode: text("category_code").primaryKey(),
    name: text("name").notNull(),
    nameEn: text("name_en").notNull(),
    groupName: text("group_name").notNull(),
    typical: text("typical").notNull(),
    defaultConfidentiality: text("default_confidentiality").notNull(),
    note: text("note").notNull().default(""),
    active: boolean("active").notNull().default(true),
    version: version(),
  },
  (table) => [oneOf("categories_confidentiality", table.defaultConfidentiality, CONFIDENTIALITIES)],
);

/** City units suggested for a category, best first; a county's own unit is found through its counterpart. */
export const categoryRoutes = pgTable(
  "category_routes",
  {
    categoryCode: text("category_code")
      .notNull()
      .references(() => categories.categoryCode),
    departmentId: integer("department_id")
      .notNull()
      .references(() => departments.departmentId),
    rank: integer("rank").notNull(),
  },
  (table) => [primaryKey({ columns: [table.categoryCode, table.departmentId] })],
);

/** Posts 岗位; `next_post_id` is the post that a vacancy passes to. */
export const posts = pgTable(
  "posts",
  {
    postId: integer("post_id").primaryKey().generatedAlwaysAsIdentity(),
    body: text("body").notNull(),
    departmentId: integer("department_id").references(() => departments.departmentId),
    countyCode: text("county_code").references(() => counties.countyCode),
    kind: text("kind").notNull(),
    nextPostId: integer("next_post_id").references((): AnyPgColumn => posts.postId),
  },
  (table) => [
    oneOf("posts_kind", table.kind, POST_KINDS),
    oneOf("posts_body", table.body, POST_BODIES),
    index("posts_department").on(table.departmentId, table.kind),
    index("posts_county").on(table.countyCode, table.kind),
  ],
);

/** Who holds a post from when to when; two at once are refused by an exclusion constraint. */
export const postHoldings = pgTable(
  "post_holdings",
  {
    postHoldingId: integer("post_holding_id").primaryKey().generatedAlwaysAsIdentity(),
    postId: integer("post_id")
      .notNull()
      .references(() => posts.postId),
    userId: integer("user_id")
      .notNull()
      .references(() => users.userId),
    startedOn: day("started_on").notNull(),
    endedOn: day("ended_on"),
    during: dayRange("during").generatedAlwaysAs(sql`daterange(started_on, ended_on, '[)')`),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("post_holdings_user").on(table.userId)],
);

/** That posts, their holders and stand-ins, units, roles or the register of firms have changed: a row for each statement, written by triggers, so that a process knows whether what it keeps of them still holds. */
export const directoryChanges = pgTable("directory_changes", {
  changeId: integer("change_id").primaryKey().generatedAlwaysAsIdentity(),
  changedAt: instant("changed_at").notNull().default(sql`now()`),
});

/** Dated stand-ins AB岗: leave on which the post's work passes to somebody else. */
export const postStandIns = pgTable(
  "post_stand_ins",
  {
    postStandInId: integer("post_stand_in_id").primaryKey().generatedAlwaysAsIdentity(),
    postId: integer("post_id")
      .notNull()
      .references(() => posts.postId),
    userId: integer("user_id")
      .notNull()
      .references(() => users.userId),
    startedOn: day("started_on").notNull(),
    endedOn: day("ended_on"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("post_stand_ins_post").on(table.postId), index("post_stand_ins_user").on(table.userId)],
);
