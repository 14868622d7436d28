import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  ANSWER_CLASSES,
  CLOSINGS,
  CONFIDENTIALITIES,
  ISSUE_STATES,
  ISSUE_TYPES,
  RAISER_KINDS,
  SEVERITIES,
  TRANSFER_LEVELS,
} from "#app/domain/issue/states.ts";
import { TEXT_EVENTS } from "#app/domain/issue/telling/texts.ts";
import { users } from "./accounts.ts";
import { day, instant, oneOf, version } from "./columns.ts";
import { contacts } from "./contacts.ts";
import { categories, departments } from "./departments.ts";
import { deputies } from "./deputies.ts";
import { counties, townships } from "./divisions.ts";
import { firms } from "./firms.ts";

/**
 * Issues 问题诉求: the life cycle's column and what lists need, folded from the events. Says nothing of who spoke:
 * firm, deputy and the firm's own words stand in `issue_parties` under row-level security.
 */
export const issues = pgTable(
  "issues",
  {
    issueId: integer("issue_id").primaryKey().generatedAlwaysAsIdentity(),
    number: text("number").notNull().unique(),
    state: text("state").notNull(),
    closing: text("closing"),
    level: smallint("level"),
    gateOpen: boolean("gate_open").notNull().default(false),
    round: smallint("round").notNull().default(0),
    episode: smallint("episode").notNull().default(0),
    returns: smallint("returns").notNull().default(0),
    notSolved: smallint("not_solved").notNull().default(0),
    severity: text("severity").notNull().default("ordinary"),
    type: text("type").notNull().default("ordinary"),
    confidentiality: text("confidentiality").notNull().default("open"),
    categoryCode: text("category_code").references(() => categories.categoryCode),
    countyCode: text("county_code")
      .notNull()
      .references(() => counties.countyCode),
    raiserKind: text("raiser_kind").notNull(),
    /** What stands for the firm where it is shielded: the same in all its issues. */
    pseudonym: text("pseudonym").notNull().default(""),
    /** The firm's group of sectors, coarse enough to be read beside the pseudonym. */
    sectorGroup: text("sector_group"),
    title: text("title").notNull(),
    wording: text("wording").notNull().default(""),
    leadDepartmentId: integer("lead_department_id").references(() => departments.departmentId),
    firstSpokenAt: instant("first_spoken_at").notNull(),
    submittedAt: instant("submitted_at").notNull(),
    acceptedAt: instant("accepted_at"),
    transferredAt: instant("transferred_at"),
    /** Which dispatcher it was last transferred to; null when it was not, or was handed back. */
    transferredTo: text("transferred_to"),
    dispatchedAt: instant("dispatched_at"),
    signedForAt: instant("signed_for_at"),
    answeredAt: instant("answered_at"),
    closedAt: instant("closed_at"),
    answerClass: text("answer_class"),
    promisedOn: day("promised_on"),
    pausedAt: instant("paused_at"),
    nextDueAt: instant("next_due_at"),
    nextDueClock: text("next_due_clock"),
    provisionalDue: boolean("provisional_due").notNull().default(false),
    mergedIntoIssueId: integer("merged_into_issue_id").references((): AnyPgColumn => issues.issueId),
    excludedAt: instant("excluded_at"),
    version: version(),
  },
  (table) => [
    oneOf("issues_state", table.state, ISSUE_STATES),
    oneOf("issues_closing", table.closing, CLOSINGS),
    oneOf("issues_severity", table.severity, SEVERITIES),
    oneOf("issues_type", table.type, ISSUE_TYPES),
    oneOf("issues_confidentiality", table.confidentiality, CONFIDENTIALITIES),
    oneOf("issues_raiser_kind", table.raiserKind, RAISER_KINDS),
    oneOf("issues_answer_class", table.answerClass, ANSWER_CLASSES),
    check(
      "issues_closed",
      sql`(state = 'closed') = (closing is not null) and (state = 'closed') = (closed_at is not null)`,
    ),
    check("issues_level", sql`level between 0 and 5`),
    oneOf("issues_transferred_to", table.transferredTo, TRANSFER_LEVELS),
    index("issues_state_id").on(table.state, table.issueId),
    index("issues_county_state").on(table.countyCode, table.state, table.issueId),
    index("issues_department").on(table.leadDepartmentId, table.state, table.issueId),
    index("issues_open_id").on(table.issueId).where(sql`state <> 'closed'`),
    // The last columns of the next three say what a list counts, so that it is counted from the index alone.
    index("issues_open_county_id")
      .on(table.countyCode, table.issueId, table.confidentiality)
      .where(sql`state <> 'closed'`),
    index("issues_open_due")
      .on(sql`(coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz))`, table.issueId, table.nextDueAt)
      .where(sql`state <> 'closed'`),
    index("issues_open_county_due")
      .on(
        table.countyCode,
        sql`(coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz))`,
        table.issueId,
        table.nextDueAt,
        table.confidentiality,
      )
      .where(sql`state <> 'closed'`),
    index("issues_department_due")
      .on(
        table.leadDepartmentId,
        sql`(coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz))`,
        table.issueId,
      )
      .where(sql`state <> 'closed'`),
    index("issues_category").on(table.categoryCode, table.issueId),
    // Candidates for duplicates are the latest of a county, or of a category in it.
    index("issues_county_id").on(table.countyCode, table.issueId).where(sql`merged_into_issue_id is null`),
    index("issues_county_category_id")
      .on(table.countyCode, table.categoryCode, table.issueId)
      .where(sql`merged_into_issue_id is null`),
    index("issues_class")
      .on(table.leadDepartmentId, table.categoryCode, table.issueId)
      .where(sql`state <> 'closed' and lead_department_id is not null`),
  ],
);

/** Who spoke and what they said, kept apart from the issue: protected by row-level security (FORCE). */
export const issueParties = pgTable(
  "issue_parties",
  {
    issueId: integer("issue_id")
      .primaryKey()
      .references(() => issues.issueId),
    confidentiality: text("confidentiality").notNull(),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    deputyId: integer("deputy_id").references(() => deputies.deputyId),
    townshipCode: text("township_code").references(() => townships.townshipCode),
    contactId: uuid("contact_id").references(() => contacts.contactId),
    raisedBy: integer("raised_by").references(() => users.userId),
    /** The firm chose 不经代表: its liaison does not see the issue. */
    pastDeputy: boolean("past_deputy").notNull().default(false),
    title: text("title").notNull(),
    words: text("words").notNull(),
  },
  (table) => [
    oneOf("issue_parties_confidentiality", table.confidentiality, CONFIDENTIALITIES),
    index("issue_parties_firm").on(table.firmId, table.issueId),
    index("issue_parties_deputy").on(table.deputyId, table.issueId),
    index("issue_parties_township").on(table.townshipCode, table.issueId),
    index("issue_parties_contact").on(table.contactId),
  ],
);

/**
 * Words that came with an event of the log: answers on the way, opinions, relayed messages, what the firm supplied or why it contests.
 * The firm's own are protected like `issue_parties`, by row-level security.
 */
export const issueTexts = pgTable(
  "issue_texts",
  {
    textId: integer("text_id").primaryKey().generatedAlwaysAsIdentity(),
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    eventKind: text("event_kind").notNull(),
    fromFirm: boolean("from_firm").notNull(),
    body: text("body").notNull(),
    writtenBy: integer("written_by").references(() => users.userId),
    writtenAt: instant("written_at").notNull(),
  },
  (table) => [
    oneOf("issue_texts_event_kind", table.eventKind, TEXT_EVENTS),
    index("issue_texts_issue").on(table.issueId, table.textId),
  ],
);

/** Which unit had the issue when: one running lead at most, co-handlers 协办 beside it. */
export const issueAssignments = pgTable(
  "issue_assignments",
  {
    assignmentId: integer("assignment_id").primaryKey().generatedAlwaysAsIdentity(),
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    departmentId: integer("department_id")
      .notNull()
      .references(() => departments.departmentId),
    part: text("part").notNull(),
    round: smallint("round").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    endReason: text("end_reason"),
  },
  (table) => [
    oneOf("issue_assignments_part", table.part, ["lead", "co"]),
    uniqueIndex("issue_assignments_one_lead")
      .on(table.issueId)
      .where(sql`part = 'lead' and ended_at is null`),
    index("issue_assignments_issue").on(table.issueId),
    index("issue_assignments_department").on(table.departmentId, table.issueId, table.endedAt),
  ],
);

/** Recorded consent to hand an issue to the government 转办审批. */
export const issueConsents = pgTable(
  "issue_consents",
  {
    consentId: integer("consent_id").primaryKey().generatedAlwaysAsIdentity(),
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    consentedBy: text("consented_by").notNull(),
    consentedOn: day("consented_on").notNull(),
    paperNo: text("paper_no").notNull().default(""),
    recordedBy: integer("recorded_by").references(() => users.userId),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("issue_consents_issue").on(table.issueId)],
);
