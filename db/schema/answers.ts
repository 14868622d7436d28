import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { ANSWER_CLASSES } from "#app/domain/issue/states.ts";
import { users } from "./accounts.ts";
import { day, instant, oneOf, version } from "./columns.ts";
import { departments } from "./departments.ts";
import { issues } from "./issues.ts";

/** Answers 答复 by round: drafted by a handler, signed with a class by the head or a dated delegate. */
export const answers = pgTable(
  "answers",
  {
    answerId: integer("answer_id").primaryKey().generatedAlwaysAsIdentity(),
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    departmentId: integer("department_id")
      .notNull()
      .references(() => departments.departmentId),
    round: smallint("round").notNull(),
    state: text("state").notNull(),
    answerClass: text("answer_class"),
    body: text("body").notNull(),
    promisedOn: day("promised_on"),
    comment: text("comment"),
    draftedBy: integer("drafted_by").references(() => users.userId),
    draftedAt: instant("drafted_at").notNull(),
    signedBy: integer("signed_by").references(() => users.userId),
    signedAt: instant("signed_at"),
    deliveredAt: instant("delivered_at"),
    version: version(),
  },
  (table) => [
    oneOf("answers_state", table.state, ["draft", "sent_back", "signed", "superseded"]),
    oneOf("answers_class", table.answerClass, ANSWER_CLASSES),
    check("answers_signed", sql`state <> 'signed' or (signed_at is not null and answer_class is not null)`),
    index("answers_issue").on(table.issueId, table.round),
  ],
);

/** What the firm said of an answer 办理结果评价, by round; by login, link or call-back 回访. */
export const verdicts = pgTable(
  "verdicts",
  {
    verdictId: integer("verdict_id").primaryKey().generatedAlwaysAsIdentity(),
    issueId: integer("issue_id")
      .notNull()
      .references(() => issues.issueId),
    round: smallint("round").notNull(),
    verdict: text("verdict").notNull(),
    resultRating: smallint("result_rating"),
    attitudeRating: smallint("attitude_rating"),
    channel: text("channel").notNull(),
    words: text("words").notNull().default(""),
    givenBy: integer("given_by").references(() => users.userId),
    /** The network it came from, as a keyed hash; null where a call-back recorded it. */
    network: text("network"),
    givenAt: instant("given_at").notNull(),
  },
  (table) => [
    oneOf("verdicts_verdict", table.verdict, ["solved", "partly", "not_solved", "understood"]),
    oneOf("verdicts_channel", table.channel, ["login", "link", "call_back"]),
    index("verdicts_issue").on(table.issueId, table.round),
  ],
);

/** Promises 承诺事项: dated undertakings, from a B answer or from outside an issue. */
export const promises = pgTable(
  "promises",
  {
    promiseId: integer("promise_id").primaryKey().generatedAlwaysAsIdentity(),
    issueId: integer("issue_id").references(() => issues.issueId),
    departmentId: integer("department_id").references(() => departments.departmentId),
    countyCode: text("county_code"),
    body: text("body").notNull(),
    dueOn: day("due_on").notNull(),
    state: text("state").notNull(),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
    version: version(),
  },
  (table) => [
    oneOf("promises_state", table.state, ["open", "reported_kept", "kept", "dropped"]),
    index("promises_issue").on(table.issueId),
    index("promises_open_due").on(table.dueOn).where(sql`ended_at is null`),
  ],
);
