CREATE TABLE "issue_texts" (
	"text_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "issue_texts_text_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issue_id" integer NOT NULL,
	"event_kind" text NOT NULL,
	"from_firm" boolean NOT NULL,
	"body" text NOT NULL,
	"written_by" integer,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "issue_texts_event_kind" CHECK ("issue_texts"."event_kind" in ('issue.information_supplied', 'issue.decline_contested', 'issue.merge_contested', 'issue.withdrawn', 'issue.contested', 'issue.contact_recorded', 'issue.interim_answered', 'issue.opinion_given'))
);
--> statement-breakpoint
ALTER TABLE "issue_texts" ADD CONSTRAINT "issue_texts_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_texts" ADD CONSTRAINT "issue_texts_written_by_users_user_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "issue_texts_issue" ON "issue_texts" USING btree ("issue_id","text_id");--> statement-breakpoint
CREATE INDEX "outbox_steps" ON "outbox" USING btree ("outbox_id") WHERE topic = 'issue_step' and done_at is null and dead_at is null;