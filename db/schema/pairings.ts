import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { day, dayRange, instant, oneOf, version } from "./columns.ts";
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
    weights: jsonb("weights").notNull(),
    figures: jsonb("figures").notNull(),
    certificate: jsonb("certificate"),
    registersStamp: text("registers_stamp").notNull(),
    reason: text("reason").notNull().default(""),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
    publishedBy: integer("published_by"),
    publishedAt: instant("published_at"),
    version: version(),
  },
  (table) => [
    oneOf("pairing_plans_state", table.state, ["draft", "published", "discarded"]),
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
  },
  (table) => [primaryKey({ columns: [table.planId, table.firmId] })],
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
    index("pairings_due").on(table.contactDueOn, table.pairingId).where(sql`ended_on is null`),
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
  },
  (table) => [
    oneOf("pairing_constraints_kind", table.kind, ["conflict", "exclusion", "wish", "pin"]),
    index("pairing_constraints_firm").on(table.firmId),
    index("pairing_constraints_deputy").on(table.deputyId),
  ],
);
