import { doublePrecision, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Counties, districts and the high-tech zone; reference data. */
export const counties = pgTable("counties", {
  countyCode: text("county_code").primaryKey(),
  name: text("name").notNull(),
  shortName: text("short_name").notNull(),
  nameEn: text("name_en").notNull(),
  kind: text("kind").notNull(),
  lng: doublePrecision("lng"),
  lat: doublePrecision("lat"),
  sort: integer("sort").notNull(),
});

/** Townships and streets; reference data. */
export const townships = pgTable("townships", {
  townshipCode: text("township_code").primaryKey(),
  countyCode: text("county_code")
    .notNull()
    .references(() => counties.countyCode),
  name: text("name").notNull(),
  kind: text("kind").notNull(),
});

/** Sections of GB/T 4754-2017 门类 with the group that pairing treats as near. */
export const sectors = pgTable("sectors", {
  sectorCode: text("sector_code").primaryKey(),
  name: text("name").notNull(),
  nameEn: text("name_en").notNull(),
  groupCode: text("group_code").notNull(),
});
