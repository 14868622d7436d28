import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { CONTACT_KINDS, CONTACT_OUTCOMES, CONTACT_SOURCES } from "#app/domain/contact/kinds.ts";
import { users } from "./accounts.ts";
import { day, instant, oneOf, version } from "./columns.ts";
import { deputies, stations } from "./deputies.ts";
import { counties } from "./divisions.ts";
import { firms } from "./firms.ts";
import { imports } from "./imports.ts";

/** Contacts 联系记录; the id is made on the phone, so that sending twice stores once. `contact_no` is its number in events. */
export const contacts = pgTable(
  "contacts",
  {
    contactId: uuid("contact_id").primaryKey(),
    contactNo: integer("contact_no").notNull().unique().generatedAlwaysAsIdentity(),
    kind: text("kind").notNull(),
    outcome: text("outcome").notNull(),
    happenedOn: day("happened_on").notNull(),
    place: text("place").notNull().default(""),
    topics: text("topics").array().notNull().default([]),
    peopleMet: text("people_met").notNull().default(""),
    firmNote: text("firm_note").notNull().default(""),
    internalNote: text("internal_note").notNull().default(""),
    nextVisitOn: day("next_visit_on"),
    stationId: integer("station_id").references(() => stations.stationId),
    source: text("source").notNull(),
    /** What was typed for a firm that the register does not know, until an officer or clerk says which it is. */
    namedFirm: text("named_firm").notNull().default(""),
    /** When somebody looked into a visit in vain, and when somebody said which firm the typed name means; beside their events, so that what is open is found by index. */
    outcomeReviewedAt: instant("outcome_reviewed_at"),
    firmNamedAt: instant("firm_named_at"),
    importId: integer("import_id").references(() => imports.importId),
    recordedBy: integer("recorded_by").references(() => users.userId),
    recordedAs: text("recorded_as").notNull(),
    createdAt: instant("created_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    version: version(),
  },
  (table) => [
    oneOf("contacts_kind", table.kind, CONTACT_KINDS),
    oneOf("contacts_outcome", table.outcome, CONTACT_OUTCOMES),
    oneOf("contacts_source", table.source, CONTACT_SOURCES),
    index("contacts_day").on(table.happenedOn, table.contactNo),
    index("contacts_outcome_open")
      .on(table.happenedOn, table.contactNo, table.contactId)
      .where(
        sql`outcome <> 'met' and source <> 'import' and withdrawn_at is null and outcome_reviewed_at is null`,
      ),
    index("contacts_firm_open")
      .on(table.happenedOn, table.contactNo)
      .where(sql`named_firm <> '' and withdrawn_at is null and firm_named_at is null`),
    index("contacts_import").on(table.importId).where(sql`import_id is not null`),
  ],
);

/** Firms met in a contact (several in a joint visit); the day is repeated here for the index. */
export const contactFirms = pgTable(
  "contact_firms",
  {
    contactId: uuid("contact_id")
      .notNull()
      .references(() => contacts.contactId),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    happenedOn: day("happened_on").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contactId, table.firmId] }),
    index("contact_firms_firm").on(table.firmId, table.happenedOn, table.contactId),
  ],
);

/** Deputies credited with a contact; the day is repeated here for the index. */
export const contactDeputies = pgTable(
  "contact_deputies",
  {
    contactId: uuid("contact_id")
      .notNull()
      .references(() => contacts.contactId),
    deputyId: integer("deputy_id")
      .notNull()
      .references(() => deputies.deputyId),
    happenedOn: day("happened_on").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contactId, table.deputyId] }),
    index("contact_deputies_deputy").on(table.deputyId, table.happenedOn, table.contactId),
  ],
);

/** Former wordings of a corrected contact. */
export const contactRevisions = pgTable(
  "contact_revisions",
  {
    contactId: uuid("contact_id")
      .notNull()
      .references(() => contacts.contactId),
    revision: integer("revision").notNull(),
    former: jsonb("former").notNull(),
    correctedBy: integer("corrected_by").references(() => users.userId),
    correctedAt: instant("corrected_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.contactId, table.revision] })],
);

/** Private links to a deputy's calendar of due contacts; only the hash of the token is kept, and one link lives at a time. */
export const calendarLinks = pgTable(
  "calendar_links",
  {
    calendarLinkId: integer("calendar_link_id").primaryKey().generatedAlwaysAsIdentity(),
    deputyId: integer("deputy_id")
      .notNull()
      .references(() => deputies.deputyId),
    tokenHash: text("token_hash").notNull().unique(),
    createdBy: integer("created_by").references(() => users.userId),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [uniqueIndex("calendar_links_one_live").on(table.deputyId).where(sql`revoked_at is null`)],
);

/** What deputies may ask about in a month 每月主题, for the city (county null) or one county; `month_on` is its first day. */
export const conversationThemes = pgTable(
  "conversation_themes",
  {
    themeId: integer("theme_id").primaryKey().generatedAlwaysAsIdentity(),
    countyCode: text("county_code").references(() => counties.countyCode),
    monthOn: day("month_on").notNull(),
    title: text("title").notNull(),
    questions: text("questions").array().notNull(),
    editedBy: integer("edited_by").references(() => users.userId),
    editedAt: instant("edited_at").notNull(),
    version: version(),
  },
  (table) => [
    uniqueIndex("conversation_themes_month").on(table.monthOn, sql`coalesce(${table.countyCode}, '')`),
  ],
);
