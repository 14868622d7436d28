import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { MESSAGE_TEXT_EVENTS } from "#app/domain/message/events.ts";
import {
  FIRM_MATCHES,
  HOLD_REASONS,
  MESSAGE_CHANNELS,
  MESSAGE_CLOSINGS,
  MESSAGE_CONFIDENTIALITIES,
  MESSAGE_OWNERS,
  MESSAGE_STATES,
} from "#app/domain/message/states.ts";
import { users } from "#db/schema/accounts.ts";
import { instant, oneOf, version } from "#db/schema/columns.ts";
import { deputies, stations } from "#db/schema/deputies.ts";
import { counties, townships } from "#db/schema/divisions.ts";
import { firms } from "#db/schema/firms.ts";
import { issues } from "#db/schema/issues.ts";

/** QR codes 二维码 of deputies and stations: 128 random bits that hang on walls, so kept in clear; revoked ones stay. */
export const intakeCodes = pgTable(
  "intake_codes",
  {
    codeId: integer("code_id").primaryKey().generatedAlwaysAsIdentity(),
    token: text("token").notNull().unique(),
    deputyId: integer("deputy_id").references(() => deputies.deputyId),
    stationId: integer("station_id").references(() => stations.stationId),
    createdBy: integer("created_by").references(() => users.userId),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
    revokedBy: integer("revoked_by").references(() => users.userId),
  },
  (table) => [
    check("intake_codes_of_one", sql`(deputy_id is null) <> (station_id is null)`),
    uniqueIndex("intake_codes_deputy").on(table.deputyId).where(sql`revoked_at is null`),
    uniqueIndex("intake_codes_station").on(table.stationId).where(sql`revoked_at is null`),
  ],
);

/**
 * Messages 来信 that came by a code, before and after they become an issue: the whole row is under row-level security (FORCE). The
 * number is reserved at receipt and taken over by the issue; `deputy_id` is the deputy who has it, null where none may.
 */
export const messages = pgTable(
  "messages",
  {
    messageId: integer("message_id").primaryKey().generatedAlwaysAsIdentity(),
    number: text("number").notNull().unique(),
    state: text("state").notNull(),
    closing: text("closing"),
    owner: text("owner").notNull(),
    confidentiality: text("confidentiality").notNull(),
    isDirect: boolean("is_direct").notNull(),
    channel: text("channel").notNull(),
    codeId: integer("code_id")
      .notNull()
      .references(() => intakeCodes.codeId),
    deputyId: integer("deputy_id").references(() => deputies.deputyId),
    countyCode: text("county_code")
      .notNull()
      .references(() => counties.countyCode),
    townshipCode: text("township_code").references(() => townships.townshipCode),
    firmId: integer("firm_id").references(() => firms.firmId),
    firmMatch: text("firm_match"),
    firmName: text("firm_name").notNull(),
    phone: text("phone").notNull(),
    words: text("words").notNull(),
    wordsHash: text("words_hash").notNull(),
    holdReason: text("hold_reason"),
    closingProposed: boolean("closing_proposed").notNull().default(false),
    review: text("review").notNull().default("none"),
    whereToGo: text("where_to_go").notNull().default(""),
    issueId: integer("issue_id")
      .unique()
      .references((): AnyPgColumn => issues.issueId),
    receivedAt: instant("received_at").notNull(),
    nextDueAt: instant("next_due_at"),
    closedAt: instant("closed_at"),
    version: version(),
  },
  (table) => [
    oneOf("messages_state", table.state, MESSAGE_STATES),
    oneOf("messages_closing", table.closing, MESSAGE_CLOSINGS),
    oneOf("messages_owner", table.owner, MESSAGE_OWNERS),
    oneOf("messages_confidentiality", table.confidentiality, MESSAGE_CONFIDENTIALITIES),
    oneOf("messages_channel", table.channel, MESSAGE_CHANNELS),
    oneOf("messages_firm_match", table.firmMatch, FIRM_MATCHES),
    oneOf("messages_hold_reason", table.holdReason, HOLD_REASONS),
    oneOf("messages_review", table.review, ["none", "open", "final"]),
    check("messages_closed", sql`(state = 'closed') = (closing is not null)`),
    check("messages_passed_on", sql`(state = 'passed_on') = (issue_id is not null)`),
    check("messages_no_deputy", sql`deputy_id is null or not (is_direct or confidentiality = 'sealed')`),
    index("messages_deputy").on(table.deputyId, table.messageId).where(sql`deputy_id is not null`),
    index("messages_township").on(table.townshipCode, table.state, table.messageId),
    index("messages_county").on(table.countyCode, table.state, table.messageId),
    index("messages_firm").on(table.firmId, table.messageId).where(sql`firm_id is not null`),
    index("messages_open").on(table.messageId).where(sql`state in ('received', 'asked_back', 'held')`),
    index("messages_same_words").on(table.codeId, table.wordsHash),
  ],
);

/** Words that came with a step of a message, as protected as the message itself. */
export const messageTexts = pgTable(
  "message_texts",
  {
    textId: integer("text_id").primaryKey().generatedAlwaysAsIdentity(),
    messageId: integer("message_id")
      .notNull()
      .references(() => messages.messageId),
    eventKind: text("event_kind").notNull(),
    body: text("body").notNull(),
    writtenBy: integer("written_by").references(() => users.userId),
    writtenAt: instant("written_at").notNull(),
  },
  (table) => [
    oneOf("message_texts_event_kind", table.eventKind, MESSAGE_TEXT_EVENTS),
    index("message_texts_message").on(table.messageId, table.textId),
  ],
);

/** Secret status links 办理进度链接 by the SHA-256 of their 80 bits; reissuing revokes the former ones. */
export const statusLinks = pgTable(
  "status_links",
  {
    linkId: integer("link_id").primaryKey().generatedAlwaysAsIdentity(),
    tokenHash: text("token_hash").notNull().unique(),
    messageId: integer("message_id").references(() => messages.messageId),
    issueId: integer("issue_id").references(() => issues.issueId),
    createdBy: integer("created_by").references(() => users.userId),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    check("status_links_of_one", sql`(message_id is null) <> (issue_id is null)`),
    index("status_links_message").on(table.messageId),
    index("status_links_issue").on(table.issueId),
  ],
);

/** What was sent within the running hour by address, code and in all, so that every instance sees the same limits. */
export const intakeLimits = pgTable("intake_limits", {
  limitKey: text("limit_key").primaryKey(),
  windowStartedAt: instant("window_started_at").notNull(),
  count: integer("count").notNull(),
});

/** 我受到压力: said by a firm, for the city supervisor alone (row-level security). */
export const pressureReports = pgTable(
  "pressure_reports",
  {
    reportId: integer("report_id").primaryKey().generatedAlwaysAsIdentity(),
    messageId: integer("message_id").references(() => messages.messageId),
    issueId: integer("issue_id").references(() => issues.issueId),
    words: text("words").notNull(),
    reportedAt: instant("reported_at").notNull(),
    handledAt: instant("handled_at"),
    handledBy: integer("handled_by").references(() => users.userId),
    note: text("note").notNull().default(""),
    version: version(),
  },
  (table) => [
    check("pressure_reports_of_one", sql`message_id is not null or issue_id is not null`),
    index("pressure_reports_open").on(table.reportId).where(sql`handled_at is null`),
  ],
);

/** Corrections 更正申请 a firm asks for in what the register says of it. */
export const firmCorrections = pgTable(
  "firm_corrections",
  {
    correctionId: integer("correction_id").primaryKey().generatedAlwaysAsIdentity(),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    wanted: text("wanted").notNull(),
    state: text("state").notNull().default("open"),
    askedBy: integer("asked_by").references(() => users.userId),
    askedAt: instant("asked_at").notNull(),
    decidedBy: integer("decided_by").references(() => users.userId),
    decidedAt: instant("decided_at"),
    decision: text("decision").notNull().default(""),
    version: version(),
  },
  (table) => [
    oneOf("firm_corrections_state", table.state, ["open", "done", "refused"]),
    index("firm_corrections_firm").on(table.firmId),
    index("firm_corrections_open").on(table.correctionId).where(sql`state = 'open'`),
  ],
);
