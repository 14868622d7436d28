import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { CLOCK_KINDS, LADDERS, SUBJECT_KINDS } from "#app/domain/deadline/clocks.ts";
import { CLOCK_PARTIES } from "#app/domain/deadline/span.ts";
import { users } from "./accounts.ts";
import { instant, oneOf, version } from "./columns.ts";
import { departments } from "./departments.ts";
import { issues } from "./issues.ts";

/**
 * Clocks 计时 as rows: derived from the events, the calendar and the policy of the clock's own start, and rebuilt
 * from them at will. `next_due_at` is the instant of the next ladder level and what the sweep looks for.
 */
export const clocks = pgTable(
  "clocks",
  {
    clockId: integer("clock_id").primaryKey().generatedAlwaysAsIdentity(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: integer("subject_id").notNull(),
    issueId: integer("issue_id").references(() => issues.issueId),
    kind: text("kind").notNull(),
    ladder: text("ladder").notNull(),
    episode: smallint("episode").notNull(),
    ownerParty: text("owner_party").notNull(),
    ownerDepartmentId: integer("owner_department_id").references(() => departments.departmentId),
    ownerCountyCode: text("owner_county_code"),
    policyVersion: integer("policy_version").notNull(),
    startedAt: instant("started_at").notNull(),
    dueAt: instant("due_at").notNull(),
    provisional: boolean("provisional").notNull().default(false),
    pausedAt: instant("paused_at"),
    endedAt: instant("ended_at"),
    level: smallint("level"),
    allowanceMs: doublePrecision("allowance_ms").notNull(),
    workingDays: smallint("working_days").notNull(),
    reached: smallint("reached").array().notNull().default([]),
    gate: text("gate").notNull().default("none"),
    stoodDownAt: instant("stood_down_at"),
    nextDueAt: instant("next_due_at"),
    nextLevel: smallint("next_level"),
    /** What the system does when the clock runs out, and when: also while it is paused (a pause ends). */
    lapse: text("lapse"),
    lapseAt: instant("lapse_at"),
    /** Firms with the same category and unit among the open issues when the number last rose to a class issue's, and when that was. */
    sameProblemFirms: smallint("same_problem_firms").notNull().default(0),
    sameProblemAt: instant("same_problem_at"),
    version: version(),
  },
  (table) => [
    oneOf("clocks_subject_kind", table.subjectKind, SUBJECT_KINDS),
    oneOf("clocks_kind", table.kind, CLOCK_KINDS),
    oneOf("clocks_ladder", table.ladder, LADDERS),
    oneOf("clocks_owner_party", table.ownerParty, CLOCK_PARTIES),
    oneOf("clocks_gate", table.gate, ["none", "open", "decided"]),
    uniqueIndex("clocks_subject").on(table.subjectKind, table.subjectId, table.kind, table.episode),
    index("clocks_next_due")
      .on(table.nextDueAt, table.clockId)
      .where(sql`next_due_at is not null and ended_at is null and paused_at is null`),
    index("clocks_lapse")
      .on(table.lapseAt, table.clockId)
      .where(sql`lapse_at is not null and ended_at is null`),
    uniqueIndex("clocks_one_contact")
      .on(table.subjectKind, table.subjectId)
      .where(sql`kind = 'contact' and ended_at is null`),
    index("clocks_issue").on(table.issueId),
    check("clocks_due_after_start", sql`due_at >= started_at`),
  ],
);

/**
 * Escalations 提级督办: one row for each level reached and each gate opened, exactly once per episode. Clock and issue must be there, as must the
 * user, post and level of a notice and the level of an outbox row: the database looks once for all rows of a statement (migration 0033) instead
 * of once for each row and key, which was a third of what a sweep cost it.
 */
export const escalations = pgTable(
  "escalations",
  {
    escalationId: integer("escalation_id").primaryKey().generatedAlwaysAsIdentity(),
    clockId: integer("clock_id"),
    issueId: integer("issue_id"),
    subjectKind: text("subject_kind").notNull(),
    subjectId: integer("subject_id").notNull(),
    ladder: text("ladder").notNull(),
    episode: smallint("episode").notNull(),
    level: smallint("level").notNull(),
    isGate: boolean("is_gate").notNull().default(false),
    dueAt: instant("due_at").notNull(),
    raisedAt: instant("raised_at").notNull(),
    reason: jsonb("reason").notNull(),
    vacantPosts: integer("vacant_posts").array().notNull().default([]),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgedBy: integer("acknowledged_by").references(() => users.userId),
    stoodDownAt: instant("stood_down_at"),
    stoodDownBy: integer("stood_down_by").references(() => users.userId),
    stoodDownReason: text("stood_down_reason"),
  },
  (table) => [
    oneOf("escalations_subject_kind", table.subjectKind, SUBJECT_KINDS),
    oneOf("escalations_ladder", table.ladder, LADDERS),
    check("escalations_level", sql`level between 0 and 5`),
    uniqueIndex("escalations_once").on(
      table.subjectKind,
      table.subjectId,
      table.ladder,
      table.episode,
      table.level,
      table.isGate,
    ),
    index("escalations_vacant")
      .on(table.issueId, table.vacantPosts)
      .where(sql`vacant_posts <> '{}' and stood_down_at is null`),
    index("escalations_issue").on(table.issueId),
  ],
);

/** Notices 提醒: one row per (escalation, recipient); a channel may merge rows into one message. */
export const notices = pgTable(
  "notices",
  {
    noticeId: integer("notice_id").primaryKey().generatedAlwaysAsIdentity(),
    recipientUserId: integer("recipient_user_id").notNull(),
    postId: integer("post_id"),
    escalationId: integer("escalation_id"),
    /** As its level has it, where it tells of one: then it is the level that has the key, and `ownIssueId` is null. */
    issueId: integer("issue_id"),
    ownIssueId: integer("own_issue_id")
      .references(() => issues.issueId)
      .generatedAlwaysAs(sql`case when escalation_id is null then issue_id end`),
    kind: text("kind").notNull(),
    level: smallint("level"),
    inCopy: boolean("in_copy").notNull().default(false),
    facts: jsonb("facts").notNull(),
    createdAt: instant("created_at").notNull(),
    readAt: instant("read_at"),
    acknowledgedAt: instant("acknowledged_at"),
    /** When it is put before its reader again, unless seen 已阅 by then; null = it does not repeat. */
    repeatAt: instant("repeat_at"),
  },
  (table) => [
    index("notices_repeat").on(table.repeatAt, table.noticeId).where(sql`repeat_at is not null`),
    uniqueIndex("notices_once").on(table.escalationId, table.recipientUserId),
    index("notices_inbox").on(table.recipientUserId, table.noticeId),
    index("notices_unread").on(table.recipientUserId).where(sql`read_at is null`),
    index("notices_issue").on(table.ownIssueId).where(sql`own_issue_id is not null`),
  ],
);

/** Outbox: what channels still have to carry, written in the transaction of its cause: one notice, or all notices of a level. */
export const outbox = pgTable(
  "outbox",
  {
    outboxId: integer("outbox_id").primaryKey().generatedAlwaysAsIdentity(),
    topic: text("topic").notNull(),
    noticeId: integer("notice_id").references(() => notices.noticeId),
    escalationId: integer("escalation_id"),
    payload: jsonb("payload").notNull(),
    createdAt: instant("created_at").notNull(),
    availableAt: instant("available_at").notNull(),
    attempts: smallint("attempts").notNull().default(0),
    lastError: text("last_error"),
    doneAt: instant("done_at"),
    deadAt: instant("dead_at"),
  },
  (table) => [
    index("outbox_waiting")
      .on(table.availableAt, table.outboxId)
      .where(sql`done_at is null and dead_at is null`),
    index("outbox_steps")
      .on(table.outboxId)
      .where(sql`topic = 'issue_step' and done_at is null and dead_at is null`),
  ],
);
