import { boolean, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { day, instant, oneOf } from "./columns.ts";

/** Facts of this installation by name: `world` = "demo" | "real", `seed`, `reference` = digest of the shipped data. */
export const installation = pgTable("installation", {
  name: text("name").primaryKey(),
  value: jsonb("value").notNull(),
});

/** The working-day calendar 工作日历; the table decides, whatever it was fed from. */
export const calendarDays = pgTable(
  "calendar_days",
  {
    day: day("day").primaryKey(),
    kind: text("kind").notNull(),
    isWorkday: boolean("is_workday").notNull(),
    name: text("name").notNull(),
    status: text("status").notNull(),
  },
  (table) => [
    oneOf("calendar_days_kind", table.kind, ["workday", "weekend", "holiday", "makeup"]),
    oneOf("calendar_days_status", table.status, ["announced", "statutory_only", "provisional"]),
  ],
);

/** Kinds of versioned policy rows. */
export const POLICY_KINDS = ["deadlines", "ladder", "cadence", "pairing", "intake", "supervision"] as const;

/** Versioned rules of the house; a row is never changed, a later one takes over from its date. */
export const policies = pgTable(
  "policies",
  {
    policyId: integer("policy_id").primaryKey().generatedAlwaysAsIdentity(),
    kind: text("kind").notNull(),
    policyVersion: integer("policy_version").notNull(),
    inForceFrom: instant("in_force_from").notNull(),
    body: jsonb("body").notNull(),
    reason: text("reason").notNull(),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    oneOf("policies_kind", table.kind, POLICY_KINDS),
    uniqueIndex("policies_kind_version").on(table.kind, table.policyVersion),
  ],
);
