DROP INDEX "contacts_firm_named";--> statement-breakpoint
DROP INDEX "contacts_outcome_open";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "outcome_reviewed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "firm_named_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "contacts" SET "outcome_reviewed_at" = e."at" FROM "events" e
  WHERE e."subject_kind" = 'contact' AND e."subject_id" = "contacts"."contact_no" AND e."kind" = 'contact.outcome_reviewed';--> statement-breakpoint
UPDATE "contacts" SET "firm_named_at" = e."at" FROM "events" e
  WHERE e."subject_kind" = 'contact' AND e."subject_id" = "contacts"."contact_no" AND e."kind" = 'contact.firm_named';--> statement-breakpoint
CREATE INDEX "contacts_firm_open" ON "contacts" USING btree ("happened_on","contact_no") WHERE named_firm <> '' and withdrawn_at is null and firm_named_at is null;--> statement-breakpoint
CREATE INDEX "contacts_outcome_open" ON "contacts" USING btree ("happened_on","contact_no") WHERE outcome <> 'met' and source <> 'import' and withdrawn_at is null and outcome_reviewed_at is null;