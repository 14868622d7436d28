import { sql } from "drizzle-orm";
import { boolean, check, index, integer, numeric, pgTable, text } from "drizzle-orm/pg-core";
import { FIRM_SIZES } from "#app/domain/access/roles.ts";
import { CADENCE_DAYS } from "#app/domain/contact/cadence.ts";
import { users } from "./accounts.ts";
import { day, instant, oneOf, version } from "./columns.ts";
import { counties, sectors, townships } from "./divisions.ts";

/** Firms 经营主体 by USCC; county and township may be unknown 待定位, and then the firm is not in the programme. */
export const firms = pgTable(
  "firms",
  {
    firmId: integer("firm_id").primaryKey().generatedAlwaysAsIdentity(),
    uscc: text("uscc").notNull().unique(),
    name: text("name").notNull(),
    formerNames: text("former_names").array().notNull().default([]),
    searchText: text("search_text").notNull(),
    entityKind: text("entity_kind"),
    sectorCode: text("sector_code").references(() => sectors.sectorCode),
    sizeClass: text("size_class"),
    registeredCapitalWan: numeric("registered_capital_wan"),
    capitalCurrency: text("capital_currency"),
    establishedOn: day("established_on"),
    establishedPrecision: text("established_precision"),
    address: text("address").notNull().default(""),
    businessScope: text("business_scope").notNull().default(""),
    phone: text("phone"),
    countyCode: text("county_code").references(() => counties.countyCode),
    townshipCode: text("township_code").references(() => townships.townshipCode),
    state: text("state").notNull().default("active"),
    inProgramme: boolean("in_programme").notNull().default(false),
    lastContactOn: day("last_contact_on"),
    /** Days between contacts where this firm has a target of its own; else the policy's. */
    cadenceDays: integer("cadence_days"),
    optedOutAt: instant("opted_out_at"),
    importId: integer("import_id"),
    createdAt: instant("created_at").notNull(),
    version: version(),
  },
  (table) => [
    oneOf("firms_size_class", table.sizeClass, FIRM_SIZES),
    oneOf("firms_state", table.state, ["active", "closed", "moved"]),
    oneOf("firms_established_precision", table.establishedPrecision, ["day", "month", "year"]),
    check(
      "firms_cadence",
      sql`cadence_days between ${sql.raw(String(CADENCE_DAYS.least))} and ${sql.raw(String(CADENCE_DAYS.most))}`,
    ),
    check("firms_placed", sql`not in_programme or (county_code is not null and township_code is not null)`),
    index("firms_name").on(table.name, table.firmId),
    index("firms_county_name").on(table.countyCode, table.name, table.firmId),
    index("firms_township_name").on(table.townshipCode, table.name, table.firmId),
    index("firms_sector_name").on(table.sectorCode, table.name, table.firmId),
    // Firms of a county in or outside the programme are counted from it alone.
    index("firms_county_programme").on(table.countyCode, table.inProgramme),
    index("firms_last_contact").on(table.countyCode, table.lastContactOn, table.firmId),
    index("firms_phone").on(table.phone).where(sql`phone is not null`),
    index("firms_unplaced").on(table.name, table.firmId).where(sql`township_code is null`),
  ],
);

/** Representatives 联系人: people who speak for a firm. */
export const representatives = pgTable(
  "representatives",
  {
    representativeId: integer("representative_id").primaryKey().generatedAlwaysAsIdentity(),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    userId: integer("user_id").references(() => users.userId),
    name: text("name").notNull(),
    phone: text("phone"),
    title: text("title").notNull().default(""),
    startedOn: day("started_on").notNull(),
    endedOn: day("ended_on"),
  },
  (table) => [
    index("representatives_firm").on(table.firmId),
    index("representatives_phone").on(table.phone),
    index("representatives_user").on(table.userId),
  ],
);
