CREATE TABLE "deliveries" (
	"delivery_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"outbox_id" integer NOT NULL,
	"notice_id" integer NOT NULL,
	"channel" text NOT NULL,
	"recipient_user_id" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"available_at" timestamp (3) with time zone NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" timestamp (3) with time zone,
	"dead_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_channel" CHECK ("deliveries"."channel" in ('mail', 'sms', 'wecom', 'dingtalk', 'webhook'))
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"muted_kinds" text[] DEFAULT '{}' NOT NULL,
	"muted_channels" text[] DEFAULT '{}' NOT NULL,
	"quiet_from_minutes" smallint,
	"quiet_until_minutes" smallint,
	"digest_only" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "closure_reviews" (
	"closure_review_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "closure_reviews_closure_review_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issue_id" integer NOT NULL,
	"round" smallint NOT NULL,
	"signs" text[] NOT NULL,
	"facts" jsonb NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" integer,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "closure_reviews_decision" CHECK ("closure_reviews"."decision" in ('sound', 'hollow'))
);
--> statement-breakpoint
CREATE TABLE "matter_issues" (
	"matter_issue_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "matter_issues_matter_issue_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"matter_id" integer NOT NULL,
	"issue_id" integer NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	"left_reason" text
);
--> statement-breakpoint
CREATE TABLE "matters" (
	"matter_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "matters_matter_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"title" text NOT NULL,
	"category_code" text,
	"department_id" integer,
	"county_code" text,
	"reason" text NOT NULL,
	"opened_by" integer,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" integer,
	"closed_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "matters_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "rehearsals" (
	"rehearsal_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rehearsals_rehearsal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"purpose" text NOT NULL,
	"draft" jsonb NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"figures" jsonb,
	"failure" text,
	"beat_at" timestamp (3) with time zone NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"in_force_from" date,
	"decided_by" integer,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "rehearsals_state" CHECK ("rehearsals"."state" in ('running', 'done', 'failed', 'cancelled', 'in_force'))
);
--> statement-breakpoint
CREATE TABLE "supervision_notices" (
	"supervision_notice_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "supervision_notices_supervision_notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issue_id" integer NOT NULL,
	"escalation_id" integer,
	"department_id" integer,
	"state" text DEFAULT 'draft' NOT NULL,
	"number" text,
	"body" text,
	"signer" text,
	"reply_by" date,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"signed_by" integer,
	"received_at" timestamp (3) with time zone,
	"received_by" integer,
	"replied_at" timestamp (3) with time zone,
	"replied_by" integer,
	"reply" text,
	"dropped_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "supervision_notices_once" UNIQUE("escalation_id"),
	CONSTRAINT "supervision_notices_number_unique" UNIQUE("number"),
	CONSTRAINT "supervision_notices_state" CHECK ("supervision_notices"."state" in ('draft', 'signed', 'replied', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_outbox_id_outbox_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("outbox_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notice_id_notices_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("notice_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_recipient_user_id_users_user_id_fk" FOREIGN KEY ("recipient_user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_reviews" ADD CONSTRAINT "closure_reviews_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_reviews" ADD CONSTRAINT "closure_reviews_decided_by_users_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matter_issues" ADD CONSTRAINT "matter_issues_matter_id_matters_matter_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("matter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matter_issues" ADD CONSTRAINT "matter_issues_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_category_code_categories_category_code_fk" FOREIGN KEY ("category_code") REFERENCES "public"."categories"("category_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_opened_by_users_user_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_closed_by_users_user_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rehearsals" ADD CONSTRAINT "rehearsals_created_by_users_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rehearsals" ADD CONSTRAINT "rehearsals_decided_by_users_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_notices" ADD CONSTRAINT "supervision_notices_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_notices" ADD CONSTRAINT "supervision_notices_escalation_id_escalations_escalation_id_fk" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("escalation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_notices" ADD CONSTRAINT "supervision_notices_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_notices" ADD CONSTRAINT "supervision_notices_signed_by_users_user_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_notices" ADD CONSTRAINT "supervision_notices_received_by_users_user_id_fk" FOREIGN KEY ("received_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_notices" ADD CONSTRAINT "supervision_notices_replied_by_users_user_id_fk" FOREIGN KEY ("replied_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("outbox_id","channel");--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("available_at","delivery_id") WHERE sent_at is null and dead_at is null;--> statement-breakpoint
CREATE INDEX "deliveries_dead" ON "deliveries" USING btree ("delivery_id") WHERE dead_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "closure_reviews_once" ON "closure_reviews" USING btree ("issue_id","round");--> statement-breakpoint
CREATE INDEX "closure_reviews_waiting" ON "closure_reviews" USING btree ("closure_review_id") WHERE decision is null;--> statement-breakpoint
CREATE UNIQUE INDEX "matter_issues_one_matter" ON "matter_issues" USING btree ("issue_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "matter_issues_matter" ON "matter_issues" USING btree ("matter_id","issue_id");--> statement-breakpoint
CREATE INDEX "matters_county" ON "matters" USING btree ("county_code","matter_id");--> statement-breakpoint
CREATE INDEX "supervision_notices_issue" ON "supervision_notices" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "supervision_notices_department" ON "supervision_notices" USING btree ("department_id","state");--> statement-breakpoint
CREATE INDEX "supervision_notices_waiting" ON "supervision_notices" USING btree ("state","supervision_notice_id");