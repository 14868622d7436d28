ALTER TABLE "files" ADD COLUMN "from_unit" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "transferred_to" text;--> statement-breakpoint
CREATE INDEX "issues_county_id" ON "issues" USING btree ("county_code","issue_id") WHERE merged_into_issue_id is null;--> statement-breakpoint
CREATE INDEX "issues_county_category_id" ON "issues" USING btree ("county_code","category_code","issue_id") WHERE merged_into_issue_id is null;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_transferred_to" CHECK ("issues"."transferred_to" in ('county', 'city'));--> statement-breakpoint
UPDATE "issues" SET "transferred_to" = "last"."to" FROM (
	SELECT DISTINCT ON ("subject_id") "subject_id", "kind", "payload"->>'to' AS "to" FROM "events"
	WHERE "subject_kind" = 'issue' AND "kind" IN ('issue.transferred', 'issue.handed_back') ORDER BY "subject_id", "event_id" DESC
) "last" WHERE "last"."subject_id" = "issues"."issue_id" AND "last"."kind" = 'issue.transferred';
