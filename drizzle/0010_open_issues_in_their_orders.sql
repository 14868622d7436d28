DROP INDEX "issues_county_id";--> statement-breakpoint
DROP INDEX "issues_level_open";--> statement-breakpoint
DROP INDEX "issues_open_due";--> statement-breakpoint
DROP INDEX "issues_open_county_due";--> statement-breakpoint
DROP INDEX "issues_department_due";--> statement-breakpoint
CREATE INDEX "issues_open_id" ON "issues" USING btree ("issue_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_open_county_id" ON "issues" USING btree ("county_code","issue_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_open_rank" ON "issues" USING btree ((-coalesce(level, -1)),(coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz)),"issue_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "pairing_plan_rows_firm" ON "pairing_plan_rows" USING btree ("firm_id");--> statement-breakpoint
CREATE INDEX "issues_open_due" ON "issues" USING btree ((coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz)),"issue_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_open_county_due" ON "issues" USING btree ("county_code",(coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz)),"issue_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_department_due" ON "issues" USING btree ("lead_department_id",(coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz)),"issue_id") WHERE state <> 'closed';