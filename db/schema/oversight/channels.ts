import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { CHANNELS } from "#app/domain/channel/kinds.ts";
import { users } from "#db/schema/accounts.ts";
import { instant, oneOf, version } from "#db/schema/columns.ts";
import { notices, outbox } from "#db/schema/escalations.ts";

/** How a person wants to be told outside the app; the inbox always has everything. Minutes of the Shanghai day. */
export const noticePreferences = pgTable("notice_preferences", {
  userId: integer("user_id")
    .primaryKey()
    .references(() => users.userId),
  mutedKinds: text("muted_kinds").array().notNull().default([]),
  mutedChannels: text("muted_channels").array().notNull().default([]),
  quietFromMinutes: smallint("quiet_from_minutes"),
  quietUntilMinutes: smallint("quiet_until_minutes"),
  digestOnly: boolean("digest_only").notNull().default(false),
  updatedAt: instant("updated_at").notNull(),
  version: version(),
});

/** What a channel still has to carry or has carried: one row for each notice and channel; a message may merge rows. */
export const deliveries = pgTable(
  "deliveries",
  {
    deliveryId: integer("delivery_id").primaryKey().generatedAlwaysAsIdentity(),
    outboxId: integer("outbox_id")
      .notNull()
      .references(() => outbox.outboxId),
    noticeId: integer("notice_id")
      .notNull()
      .references(() => notices.noticeId),
    channel: text("channel").notNull(),
    recipientUserId: integer("recipient_user_id")
      .notNull()
      .references(() => users.userId),
    createdAt: instant("created_at").notNull(),
    availableAt: instant("available_at").notNull(),
    attempts: smallint("attempts").notNull().default(0),
    lastError: text("last_error"),
    sentAt: instant("sent_at"),
    deadAt: instant("dead_at"),
  },
  (table) => [
    oneOf("deliveries_channel", table.channel, CHANNELS),
    uniqueIndex("deliveries_once").on(table.outboxId, table.noticeId, table.channel),
    index("deliveries_waiting")
      .on(table.availableAt, table.deliveryId)
      .where(sql`sent_at is null and dead_at is null`),
    index("deliveries_dead").on(table.deliveryId).where(sql`dead_at is not null`),
  ],
);
