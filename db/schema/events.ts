import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, transactionId } from "./columns.ts";

/** What an event, an audit entry or a file may be about. */
export const RECORD_KINDS = [
  "issue",
  "contact",
  "firm",
  "deputy",
  "pairing",
  "pairing_plan",
  "promise",
  "message",
  "department",
  "station",
  "user",
  "import",
  "policy",
  "supervision_notice",
  "matter",
  "closure_review",
  "rehearsal",
  "delivery",
] as const;

/** The append-only log from which states, clocks and timelines are folded. */
export const events = pgTable(
  "events",
  {
    eventId: integer("event_id").primaryKey().generatedAlwaysAsIdentity(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: integer("subject_id").notNull(),
    kind: text("kind").notNull(),
    eventVersion: smallint("event_version").notNull().default(1),
    payload: jsonb("payload").notNull(),
    actorUserId: integer("actor_user_id"),
    actorRole: text("actor_role").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("events_subject").on(table.subjectKind, table.subjectId, table.eventId)],
);

/** Audit entries 审计记录: insert-only for the application; `writer_xid` tells the sealer which rows are settled. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    auditId: integer("audit_id").primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull(),
    actorUserId: integer("actor_user_id"),
    actorRole: text("actor_role").notNull(),
    action: text("action").notNull(),
    objectKind: text("object_kind").notNull(),
    objectId: text("object_id").notNull(),
    detail: jsonb("detail").notNull(),
    requestId: text("request_id"),
    writerXid: transactionId("writer_xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index("audit_entries_object").on(table.objectKind, table.objectId),
    index("audit_entries_actor").on(table.actorUserId),
    index("audit_entries_writer").on(table.writerXid, table.auditId),
  ],
);

/** The hash chain over the audit entries, written by the sealer in the order of `seal_no`. */
export const auditSeals = pgTable("audit_seals", {
  sealNo: integer("seal_no").primaryKey(),
  auditId: integer("audit_id")
    .notNull()
    .unique()
    .references(() => auditEntries.auditId),
  hash: text("hash").notNull(),
  sealedAt: instant("sealed_at").notNull(),
});

/** Idempotency keys with the answer given, stored in the transaction of the effect. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    key: uuid("key").primaryKey(),
    userId: integer("user_id"),
    action: text("action").notNull(),
    contentHash: text("content_hash").notNull(),
    response: jsonb("response"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("idempotency_keys_created").on(table.createdAt)],
);

/** Photos and attachments, re-encoded and stripped of metadata before they get here. */
export const files = pgTable(
  "files",
  {
    fileId: uuid("file_id").primaryKey(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: integer("subject_id").notNull(),
    mime: text("mime").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    sha256: text("sha256").notNull(),
    content: bytes("content").notNull(),
    uploadedBy: integer("uploaded_by"),
    /** The unit's own, relayed to the firm through the issue. */
    fromUnit: boolean("from_unit").notNull().default(false),
    /** What the unit calls it, without its ending; names of the firm's side are not kept. */
    name: text("name"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("files_subject").on(table.subjectKind, table.subjectId),
    index("files_uploader").on(table.uploadedBy, table.createdAt),
    check("files_name", sql`name is null or (from_unit and length(name) between 1 and 80)`),
  ],
);
