import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { CONSTRAINT_KINDS, PLAN_PURPOSES, PLAN_STATES, REQUEST_STATES } from "#app/domain/plan/states.ts";
import { users } from "./accounts.ts";
import { bytes, day, dayRange, instant, oneOf, version } from "./columns.ts";
import { deputies } from "./deputies.ts";
import { counties } from "./divisions.ts";
import { firms } from "./firms.ts";

/** Plans 联系安排方案: a snapshot of inputs, weights and result; immutable once published. */
export const pairingPlans = pgTable(
  "pairing_plans",
  {
    planId: integer("plan_id").primaryKey().generatedAlwaysAsIdentity(),
    countyCode: text("county_code").references(() => counties.countyCode),
    state: text("state").notNull().default("draft"),
    purpose: text("purpose").notNull().default("repair"),
    /** What was asked for: weight of today's pairs, budget of changes, day to go back to, assumptions of a what-if. */
    settings: jsonb("settings").notNull().default({}),
    /** The last step of the running computation and when it last gave a sign of life. */
    progress: jsonb("progress"),
    beatAt: instant("beat_at"),
    /** The refusal that ended the run, as code and facts. */
    failure: jsonb("failure"),
    weights: jsonb("weights").notNull(),
    figures: jsonb("figures"),
    certificate: jsonb("certificate"),
    registersStamp: text("registers_stamp").notNull().default(""),
    reason: text("reason").notNull().default(""),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
    publishedBy: integer("published_by"),
    publishedAt: instant("published_at"),
    version: version(),
  },
  (table) => [
    oneOf("pairing_plans_state", table.state, PLAN_STATES),
    oneOf("pairing_plans_purpose", table.purpose, PLAN_PURPOSES),
    check("pairing_plans_solved", sql`figures is not null or state in ('drafting', 'failed', 'cancelled')`),
    index("pairing_plans_county").on(table.countyCode, table.planId),
  ],
);

/** A plan's answer for each firm; no deputy = the plan could not cover it. */
export const pairingPlanRows = pgTable(
  "pairing_plan_rows",
  {
    planId: integer("plan_id")
      .notNull()
      .references(() => pairingPlans.planId, { onDelete: "cascade" }),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    deputyId: integer("deputy_id").references(() => deputies.deputyId),
    previousDeputyId: integer("previous_deputy_id").references(() => deputies.deputyId),
    reason: text("reason"),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.firmId] }),
    index("pairing_plan_rows_firm").on(table.firmId),
    index("pairing_plan_rows_changed")
      .on(table.planId, table.firmId)
      .where(sql`deputy_id is distinct from previous_deputy_id`),
  ],
);

/** The problem a plan was solved from (compressed JSON, ids by index): what later explanations and edits are reckoned on. */
export const pairingPlanInputs = pgTable("pairing_plan_inputs", {
  planId: integer("plan_id")
    .primaryKey()
    .references(() => pairingPlans.planId, { onDelete: "cascade" }),
  content: bytes("content").notNull(),
});

/** Edits of a draft by hand, each a pin with its exact price; `moves` lists [firm, from, to] by id. */
export const pairingPlanEdits = pgTable(
  "pairing_plan_edits",
  {
    editId: integer("edit_id").primaryKey().generatedAlwaysAsIdentity(),
    planId: integer("plan_id")
      .notNull()
      .references(() => pairingPlans.planId, { onDelete: "cascade" }),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    deputyId: integer("deputy_id")
      .notNull()
      .references(() => deputies.deputyId),
    price: integer("price").notNull(),
    moves: jsonb("moves").notNull(),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
    undoneBy: integer("undone_by"),
    undoneAt: instant("undone_at"),
  },
  (table) => [index("pairing_plan_edits_plan").on(table.planId, table.editId)],
);

/** Pairings 联系关系: one deputy is a firm's liaison for a period [started_on, ended_on); overlaps are excluded. */
export const pairings = pgTable(
  "pairings",
  {
    pairingId: integer("pairing_id").primaryKey().generatedAlwaysAsIdentity(),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    deputyId: integer("deputy_id")
      .notNull()
      .references(() => deputies.deputyId),
    startedOn: day("started_on").notNull(),
    endedOn: day("ended_on"),
    during: dayRange("during").generatedAlwaysAs(sql`daterange(started_on, ended_on, '[)')`),
    planId: integer("plan_id").references(() => pairingPlans.planId),
    endedPlanId: integer("ended_plan_id").references(() => pairingPlans.planId),
    startReason: text("start_reason").notNull(),
    endReason: text("end_reason"),
    lastContactOn: day("last_contact_on"),
    contactDueOn: day("contact_due_on"),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
    version: version(),
  },
  (table) => [
    index("pairings_deputy").on(table.deputyId, table.endedOn),
    index("pairings_firm").on(table.firmId, table.startedOn),
    // Who a firm's deputy is now, for fifty firms a page: from the index of the rule against overlaps it costs five times as much.
    index("pairings_open_firm").on(table.firmId, table.deputyId).where(sql`ended_on is null`),
    index("pairings_due").on(table.contactDueOn, table.pairingId, table.firmId).where(sql`ended_on is null`),
    index("pairings_plan").on(table.planId),
  ],
);

/** What binds a plan beside capacity: conflicts of interest, exclusions, wishes, pins. */
export const pairingConstraints = pgTable(
  "pairing_constraints",
  {
    constraintId: integer("constraint_id").primaryKey().generatedAlwaysAsIdentity(),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    deputyId: integer("deputy_id")
      .notNull()
      .references(() => deputies.deputyId),
    kind: text("kind").notNull(),
    reason: text("reason").notNull(),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
    endedBy: integer("ended_by"),
  },
  (table) => [
    oneOf("pairing_constraints_kind", table.kind, CONSTRAINT_KINDS),
    index("pairing_constraints_firm").on(table.firmId),
    index("pairing_constraints_deputy").on(table.deputyId),
  ],
);

/**
 * Handovers 交接: what went from one liaison to the next when a plan took effect, as numbers that give nobody's words away, and the
 * notes both were asked for. Without `to_deputy_id` the township office looks after the firm 代管.
 */
export const pairingHandovers = pgTable(
  "pairing_handovers",
  {
    handoverId: integer("handover_id").primaryKey().generatedAlwaysAsIdentity(),
    planId: integer("plan_id").references(() => pairingPlans.planId),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    fromDeputyId: integer("from_deputy_id")
      .notNull()
      .references(() => deputies.deputyId),
    toDeputyId: integer("to_deputy_id").references(() => deputies.deputyId),
    handedOn: day("handed_on").notNull(),
    openIssues: integer("open_issues").notNull(),
    openPromises: integer("open_promises").notNull(),
    contactDueOn: day("contact_due_on"),
    fromNote: text("from_note").notNull().default(""),
    fromNoteAt: instant("from_note_at"),
    toNote: text("to_note").notNull().default(""),
    toNoteAt: instant("to_note_at"),
    createdAt: instant("created_at").notNull(),
    version: version(),
  },
  (table) => [
    index("pairing_handovers_firm").on(table.firmId, table.handoverId),
    index("pairing_handovers_from").on(table.fromDeputyId, table.handoverId),
    index("pairing_handovers_to").on(table.toDeputyId, table.handoverId),
    index("pairing_handovers_plan").on(table.planId),
  ],
);

/** A firm asks for another liaison 更换联系代表; one open request a firm at a time, decided by a supervisor. */
export const pairingRequests = pgTable(
  "pairing_requests",
  {
    requestId: integer("request_id").primaryKey().generatedAlwaysAsIdentity(),
    firmId: integer("firm_id")
      .notNull()
      .references(() => firms.firmId),
    deputyId: integer("deputy_id")
      .notNull()
      .references(() => deputies.deputyId),
    reason: text("reason").notNull(),
    state: text("state").notNull().default("open"),
    requestedBy: integer("requested_by").references(() => users.userId),
    requestedAt: instant("requested_at").notNull(),
    decidedBy: integer("decided_by").references(() => users.userId),
    decidedAt: instant("decided_at"),
    decision: text("decision").notNull().default(""),
    version: version(),
  },
  (table) => [
    oneOf("pairing_requests_state", table.state, REQUEST_STATES),
    uniqueIndex("pairing_requests_one_open").on(table.firmId).where(sql`state = 'open'`),
    index("pairing_requests_state_id").on(table.state, table.requestId),
  ],
);
