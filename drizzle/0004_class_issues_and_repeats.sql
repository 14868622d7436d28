DROP INDEX "escalations_once";--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "same_problem_firms" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "same_problem_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "repeat_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "escalations_vacant" ON "escalations" USING btree ("raised_at") WHERE vacant_posts <> '{}';--> statement-breakpoint
CREATE INDEX "notices_repeat" ON "notices" USING btree ("repeat_at","notice_id") WHERE repeat_at is not null;--> statement-breakpoint
CREATE INDEX "issues_class" ON "issues" USING btree ("lead_department_id","category_code","issue_id") WHERE state <> 'closed' and lead_department_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_once" ON "escalations" USING btree ("subject_kind","subject_id","ladder","episode","level","is_gate");