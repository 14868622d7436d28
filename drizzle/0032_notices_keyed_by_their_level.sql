ALTER TABLE "notices" DROP CONSTRAINT "notices_issue_id_issues_issue_id_fk";
--> statement-breakpoint
DROP INDEX "notices_issue";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "own_issue_id" integer GENERATED ALWAYS AS (case when escalation_id is null then issue_id end) STORED;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_own_issue_id_issues_issue_id_fk" FOREIGN KEY ("own_issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_issue" ON "notices" USING btree ("own_issue_id") WHERE own_issue_id is not null;