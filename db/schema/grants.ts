import { sql } from "drizzle-orm";
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { ROLES } from "#app/domain/access/roles.ts";
import { users } from "./accounts.ts";
import { day, instant, oneOf } from "./columns.ts";
import { departments, posts } from "./departments.ts";
import { deputies, stations } from "./deputies.ts";
import { counties, townships } from "./divisions.ts";
import { firms } from "./firms.ts";

/** Role grants 角色授权: one role with the scope it is limited to, for a period. */
export const roleGrants = pgTable(
  "role_grants",
  {
    grantId: integer("grant_id").primaryKey().generatedAlwaysAsIdentity(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.userId),
    role: text("role").notNull(),
    countyCode: text("county_code").references(() => counties.countyCode),
    townshipCode: text("township_code").references(() => townships.townshipCode),
    stationId: integer("station_id").references(() => stations.stationId),
    departmentId: integer("department_id").references(() => departments.departmentId),
    deputyId: integer("deputy_id").references(() => deputies.deputyId),
    firmId: integer("firm_id").references(() => firms.firmId),
    postId: integer("post_id").references(() => posts.postId),
    startedOn: day("started_on").notNull(),
    endedOn: day("ended_on"),
    grantedBy: integer("granted_by"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    oneOf("role_grants_role", table.role, ROLES),
    index("role_grants_user").on(table.userId),
    index("role_grants_role_county").on(table.role, table.countyCode),
    index("role_grants_department").on(table.departmentId),
    index("role_grants_deputy").on(table.deputyId),
    index("role_grants_firm").on(table.firmId).where(sql`firm_id is not null`),
  ],
);

/** The named cast of the demonstration world; empty in real use. */
export const personas = pgTable("personas", {
  persona: text("persona").primaryKey(),
  grantId: integer("grant_id")
    .notNull()
    .references(() => roleGrants.grantId),
  sort: integer("sort").notNull(),
});
