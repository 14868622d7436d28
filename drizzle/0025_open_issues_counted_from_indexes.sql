DROP INDEX "issue_assignments_department";--> statement-breakpoint
DROP INDEX "issues_open_county_id";--> statement-breakpoint
DROP INDEX "issues_open_due";--> statement-breakpoint
DROP INDEX "issues_open_county_due";--> statement-breakpoint
CREATE INDEX "issue_assignments_department" ON "issue_assignments" USING btree ("department_id","issue_id","ended_at");--> statement-breakpoint
CREATE INDEX "issues_open_county_id" ON "issues" USING btree ("county_code","issue_id","confidentiality") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_open_due" ON "issues" USING btree ((coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz)),"issue_id","next_due_at") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_open_county_due" ON "issues" USING btree ("county_code",(coalesce(next_due_at, '9999-12-31T00:00:00Z'::timestamptz)),"issue_id","next_due_at","confidentiality") WHERE state <> 'closed';