import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import { LEAVE_REASONS } from "#app/domain/plan/states.ts";
import { users } from "./accounts.ts";
import { day, instant, oneOf, version } from "./columns.ts";
import { counties, sectors, townships } from "./divisions.ts";

/** Deputies' homes, stations and points 代表家、站、点. */
export const stations = pgTable(
  "stations",
  {
    stationId: integer("station_id").primaryKey().generatedAlwaysAsIdentity(),
    code: text("code").notNull().unique(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    countyCode: text("county_code")
      .notNull()
      .references(() => counties.countyCode),
    townshipCode: text("township_code").references(() => townships.townshipCode),
    address: text("address").notNull().default(""),
    version: version(),
  },
  (table) => [
    oneOf("stations_kind", table.kind, ["home", "station", "point"]),
    index("stations_township").on(table.townshipCode),
    index("stations_county").on(table.countyCode, table.stationId),
  ],
);

/** Deputies 人大代表; `level` is the highest running mandate, `search_text` name, pinyin, initials and card number. */
export const deputies = pgTable(
  "deputies",
  {
    deputyId: integer("deputy_id").primaryKey().generatedAlwaysAsIdentity(),
    userId: integer("user_id")
      .unique()
      .references(() => users.userId),
    name: text("name").notNull(),
    searchText: text("search_text").notNull(),
    phone: text("phone").unique(),
    cardNo: text("card_no").unique(),
    level: text("level").notNull(),
    countyCode: text("county_code")
      .notNull()
      .references(() => counties.countyCode),
    townshipCode: text("township_code").references(() => townships.townshipCode),
    stationId: integer("station_id").references(() => stations.stationId),
    sectorCode: text("sector_code").references(() => sectors.sectorCode),
    employerName: text("employer_name"),
    employerUscc: text("employer_uscc"),
    state: text("state").notNull().default("active"),
    leftOn: day("left_on"),
    leftReason: text("left_reason"),
    importId: integer("import_id"),
    createdAt: instant("created_at").notNull(),
    version: version(),
  },
  (table) => [
    oneOf("deputies_left_reason", table.leftReason, LEAVE_REASONS),
    oneOf("deputies_level", table.level, DEPUTY_LEVELS),
    oneOf("deputies_state", table.state, ["active", "left"]),
    index("deputies_name").on(table.name, table.deputyId),
    index("deputies_county_name").on(table.countyCode, table.name, table.deputyId),
    index("deputies_township_name").on(table.townshipCode, table.name, table.deputyId),
    index("deputies_station").on(table.stationId),
    index("deputies_employer").on(table.employerUscc),
  ],
);

/** Dated mandates 代表职务; one person may hold several at different levels. */
export const mandates = pgTable(
  "mandates",
  {
    mandateId: integer("mandate_id").primaryKey().generatedAlwaysAsIdentity(),
    deputyId: integer("deputy_id")
      .notNull()
      .references(() => deputies.deputyId),
    level: text("level").notNull(),
    electoralUnit: text("electoral_unit").notNull(),
    countyCode: text("county_code").references(() => counties.countyCode),
    townshipCode: text("township_code").references(() => townships.townshipCode),
    startedOn: day("started_on").notNull(),
    endedOn: day("ended_on"),
  },
  (table) => [
    oneOf("mandates_level", table.level, DEPUTY_LEVELS),
    index("mandates_deputy").on(table.deputyId),
  ],
);
