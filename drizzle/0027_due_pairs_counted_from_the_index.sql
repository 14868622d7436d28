DROP INDEX "contacts_outcome_open";--> statement-breakpoint
DROP INDEX "pairings_due";--> statement-breakpoint
CREATE INDEX "contacts_outcome_open" ON "contacts" USING btree ("happened_on","contact_no","contact_id") WHERE outcome <> 'met' and source <> 'import' and withdrawn_at is null and outcome_reviewed_at is null;--> statement-breakpoint
CREATE INDEX "pairings_due" ON "pairings" USING btree ("contact_due_on","pairing_id","firm_id") WHERE ended_on is null;