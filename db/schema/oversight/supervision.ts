import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { LETTER_STATES, REHEARSAL_STATES, REVIEW_DECISIONS } from "#app/domain/supervision/states.ts";
import { users } from "#db/schema/accounts.ts";
import { day, instant, oneOf, version } from "#db/schema/columns.ts";
import { categories, departments } from "#db/schema/departments.ts";
import { counties } from "#db/schema/divisions.ts";
import { escalations } from "#db/schema/escalations.ts";
import { issues } from "#db/schema/issues.ts";

/** Matters 督办事项: open issues of several firms taken as one; each issue stays its firm's own and is answered for itself. */
export const matters = pgTable(
  "matters",
  {
    matterId: integer("matter_id").primaryKey().generatedAlwaysAsIdentity(),
    number: text("number").notNull().unique(),
    title: text("title").notNull(),
    categoryCode: text("category_code").references(() => categories.categoryCode),
    departmentId: integer("department_id").references(() => departments.departmentId),
    /** Null = of the city. */
    countyCode: text("county_code").references(() => counties.countyCode),
    reason: text("reason").notNull(),
    openedBy: integer("opened_by").references(() => users.userId),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
    closedBy: integer("closed_by").references(() => users.userId),
    closedReason: text("closed_reason"),
    version: version(),
  },
  (table) => [index("matters_county").on(table.countyCode, table.matterId)],
);

/** Which issues a matter groups, from when to when; an issue is in one running matter at most. */
export const matterIssues = pgTable(
  "matter_issues",
  {
    matterIssueId: integer("matter_issue_id").primaryKey().generatedAlwaysAsIdentity(),
    matterId: integer("matter_id")
      .notNull()
      .references(() => matters.matterId),
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    joinedAt: instant("joined_at").notNull(),
    leftAt: instant("left_at"),
    leftReason: text("left_reason"),
  },
  (table) => [
    uniqueIndex("matter_issues_one_matter").on(table.issueId).where(sql`left_at is null`),
    index("matter_issues_matter").on(table.matterId, table.issueId),
  ],
);

/** Supervision notices 督办函: drafted with level 2, sent only once a person has signed, with receipt and reply. */
export const supervisionNotices = pgTable(
  "supervision_notices",
  {
    supervisionNoticeId: integer("supervision_notice_id").primaryKey().generatedAlwaysAsIdentity(),
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    escalationId: integer("escalation_id")
      .unique("supervision_notices_once")
      .references(() => escalations.escalationId),
    departmentId: integer("department_id").references(() => departments.departmentId),
    state: text("state").notNull().default("draft"),
    /** The paper's number 文号, unique in the office. */
    number: text("number").unique(),
    body: text("body"),
    signer: text("signer"),
    replyBy: day("reply_by"),
    draftedAt: instant("drafted_at").notNull(),
    signedAt: instant("signed_at"),
    signedBy: integer("signed_by").references(() => users.userId),
    receivedAt: instant("received_at"),
    receivedBy: integer("received_by").references(() => users.userId),
    repliedAt: instant("replied_at"),
    repliedBy: integer("replied_by").references(() => users.userId),
    reply: text("reply"),
    /** When unit and signer were reminded that the reply is overdue; once. */
    remindedAt: instant("reminded_at"),
    droppedReason: text("dropped_reason"),
    version: version(),
  },
  (table) => [
    oneOf("supervision_notices_state", table.state, LETTER_STATES),
    index("supervision_notices_issue").on(table.issueId),
    index("supervision_notices_department").on(table.departmentId, table.state),
    index("supervision_notices_waiting").on(table.state, table.supervisionNoticeId),
  ],
);

/** Closures that look hollow 疑似虚假办结, with what makes them look so and what a person found. */
export const closureReviews = pgTable(
  "closure_reviews",
  {
    closureReviewId: integer("closure_review_id").primaryKey().generatedAlwaysAsIdentity(),
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    round: smallint("round").notNull(),
    signs: text("signs").array().notNull(),
    /** What was seen: minutes to the answer, the other issue's number. */
    facts: jsonb("facts").notNull(),
    foundAt: instant("found_at").notNull(),
    decision: text("decision"),
    decidedAt: instant("decided_at"),
    decidedBy: integer("decided_by").references(() => users.userId),
    reason: text("reason"),
    version: version(),
  },
  (table) => [
    oneOf("closure_reviews_decision", table.decision, REVIEW_DECISIONS),
    uniqueIndex("closure_reviews_once").on(table.issueId, table.round),
    index("closure_reviews_waiting").on(table.closureReviewId).where(sql`decision is null`),
  ],
);

/** Rehearsals 预演: recorded history replayed under changed rules, before they are put in force. */
export const rehearsals = pgTable(
  "rehearsals",
  {
    rehearsalId: integer("rehearsal_id").primaryKey().generatedAlwaysAsIdentity(),
    purpose: text("purpose").notNull(),
    /** The changed rules: days, ladder or calendar days. */
    draft: jsonb("draft").notNull(),
    state: text("state").notNull().default("running"),
    done: integer("done").notNull().default(0),
    total: integer("total").notNull().default(0),
    figures: jsonb("figures"),
    failure: text("failure"),
    beatAt: instant("beat_at").notNull(),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.userId),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
    inForceFrom: day("in_force_from"),
    decidedBy: integer("decided_by").references(() => users.userId),
    reason: text("reason"),
    version: version(),
  },
  (table) => [oneOf("rehearsals_state", table.state, REHEARSAL_STATES)],
);
