import { boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, oneOf, version } from "./columns.ts";

/** People who can sign in 用户. Phones are stored as digits only. */
export const users = pgTable(
  "users",
  {
    userId: integer("user_id").primaryKey().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    phone: text("phone").unique(),
    email: text("email"),
    passwordHash: text("password_hash"),
    state: text("state").notNull().default("invited"),
    locale: text("locale").notNull().default("zh-CN"),
    createdAt: instant("created_at").notNull(),
    version: version(),
  },
  (table) => [oneOf("users_state", table.state, ["invited", "active", "blocked"])],
);

/** Sessions by the SHA-256 of their id; each acts in one role grant. */
export const sessions = pgTable(
  "sessions",
  {
    sessionHash: text("session_hash").primaryKey(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.userId, { onDelete: "cascade" }),
    grantId: integer("grant_id").notNull(),
    createdAt: instant("created_at").notNull(),
    seenAt: instant("seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    idleMinutes: integer("idle_minutes"),
    device: text("device").notNull().default(""),
    /** The network it was last used from, as a keyed hash; null = not known. */
    network: text("network"),
    secondFactorAt: instant("second_factor_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** One-time links 一次性链接 by the SHA-256 of their token. */
export const oneTimeLinks = pgTable(
  "one_time_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    purpose: text("purpose").notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.userId, { onDelete: "cascade" }),
    createdBy: integer("created_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    oneOf("one_time_links_purpose", table.purpose, [
      "activate",
      "reset",
      "first_administrator",
      "claim_firm",
    ]),
    index("one_time_links_user").on(table.userId),
  ],
);

/** Failures counted by key (account or address), so that every instance sees the same lock-out. */
export const loginThrottles = pgTable("login_throttles", {
  throttleKey: text("throttle_key").primaryKey(),
  failures: integer("failures").notNull(),
  windowStartedAt: instant("window_started_at").notNull(),
  blockedUntil: instant("blocked_until"),
});

/** TOTP secrets 动态口令; required for the roles of the access rules once confirmed. */
export const secondFactors = pgTable("second_factors", {
  userId: integer("user_id")
    .primaryKey()
    .references(() => users.userId, { onDelete: "cascade" }),
  secret: text("secret").notNull(),
  confirmedAt: instant("confirmed_at"),
});

/** Recovery codes by hash, each usable once. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: integer("user_id")
      .notNull()
      .references(() => users.userId, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

/** What a person has set for their own screens. */
export const preferences = pgTable("preferences", {
  userId: integer("user_id")
    .primaryKey()
    .references(() => users.userId, { onDelete: "cascade" }),
  textSize: text("text_size").notNull().default("A"),
  colorScheme: text("color_scheme").notNull().default("auto"),
  mutedKinds: text("muted_kinds").array().notNull().default([]),
  digest: boolean("digest").notNull().default(false),
});
