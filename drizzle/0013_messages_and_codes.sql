CREATE TABLE "firm_corrections" (
	"correction_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "firm_corrections_correction_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"firm_id" integer NOT NULL,
	"wanted" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"asked_by" integer,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp (3) with time zone,
	"decision" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "firm_corrections_state" CHECK ("firm_corrections"."state" in ('open', 'done', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "intake_codes" (
	"code_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "intake_codes_code_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"token" text NOT NULL,
	"deputy_id" integer,
	"station_id" integer,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" integer,
	CONSTRAINT "intake_codes_token_unique" UNIQUE("token"),
	CONSTRAINT "intake_codes_of_one" CHECK ((deputy_id is null) <> (station_id is null))
);
--> statement-breakpoint
CREATE TABLE "intake_limits" (
	"limit_key" text PRIMARY KEY NOT NULL,
	"window_started_at" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_texts" (
	"text_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "message_texts_text_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"message_id" integer NOT NULL,
	"event_kind" text NOT NULL,
	"body" text NOT NULL,
	"written_by" integer,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "message_texts_event_kind" CHECK ("message_texts"."event_kind" in ('message.asked_back', 'message.supplied', 'message.handed_on', 'message.closing_proposed', 'message.declined', 'message.contested', 'message.reviewed', 'message.withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"message_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "messages_message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"state" text NOT NULL,
	"closing" text,
	"owner" text NOT NULL,
	"confidentiality" text NOT NULL,
	"is_direct" boolean NOT NULL,
	"channel" text NOT NULL,
	"code_id" integer NOT NULL,
	"deputy_id" integer,
	"county_code" text NOT NULL,
	"township_code" text,
	"firm_id" integer,
	"firm_match" text,
	"firm_name" text NOT NULL,
	"phone" text NOT NULL,
	"words" text NOT NULL,
	"words_hash" text NOT NULL,
	"hold_reason" text,
	"closing_proposed" boolean DEFAULT false NOT NULL,
	"review" text DEFAULT 'none' NOT NULL,
	"where_to_go" text DEFAULT '' NOT NULL,
	"issue_id" integer,
	"received_at" timestamp (3) with time zone NOT NULL,
	"next_due_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "messages_number_unique" UNIQUE("number"),
	CONSTRAINT "messages_issue_id_unique" UNIQUE("issue_id"),
	CONSTRAINT "messages_state" CHECK ("messages"."state" in ('received', 'asked_back', 'held', 'passed_on', 'closed')),
	CONSTRAINT "messages_closing" CHECK ("messages"."closing" in ('declined', 'unsupplied', 'withdrawn')),
	CONSTRAINT "messages_owner" CHECK ("messages"."owner" in ('deputy', 'clerk', 'county_supervisor', 'city_supervisor')),
	CONSTRAINT "messages_confidentiality" CHECK ("messages"."confidentiality" in ('open', 'sealed')),
	CONSTRAINT "messages_channel" CHECK ("messages"."channel" in ('deputy_code', 'station_code')),
	CONSTRAINT "messages_firm_match" CHECK ("messages"."firm_match" in ('phone', 'uscc', 'name', 'office')),
	CONSTRAINT "messages_hold_reason" CHECK ("messages"."hold_reason" in ('trap_filled', 'too_fast', 'same_words', 'too_many')),
	CONSTRAINT "messages_review" CHECK ("messages"."review" in ('none', 'open', 'final')),
	CONSTRAINT "messages_closed" CHECK ((state = 'closed') = (closing is not null)),
	CONSTRAINT "messages_passed_on" CHECK ((state = 'passed_on') = (issue_id is not null)),
	CONSTRAINT "messages_no_deputy" CHECK (deputy_id is null or not (is_direct or confidentiality = 'sealed'))
);
--> statement-breakpoint
CREATE TABLE "pressure_reports" (
	"report_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pressure_reports_report_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"message_id" integer,
	"issue_id" integer,
	"words" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"handled_at" timestamp (3) with time zone,
	"handled_by" integer,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "pressure_reports_of_one" CHECK (message_id is not null or issue_id is not null)
);
--> statement-breakpoint
CREATE TABLE "status_links" (
	"link_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "status_links_link_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"token_hash" text NOT NULL,
	"message_id" integer,
	"issue_id" integer,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "status_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "status_links_of_one" CHECK ((message_id is null) <> (issue_id is null))
);
--> statement-breakpoint
ALTER TABLE "issue_texts" DROP CONSTRAINT "issue_texts_event_kind";--> statement-breakpoint
ALTER TABLE "issue_parties" ADD COLUMN "past_deputy" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "firm_corrections" ADD CONSTRAINT "firm_corrections_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firm_corrections" ADD CONSTRAINT "firm_corrections_asked_by_users_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firm_corrections" ADD CONSTRAINT "firm_corrections_decided_by_users_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_codes" ADD CONSTRAINT "intake_codes_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_codes" ADD CONSTRAINT "intake_codes_station_id_stations_station_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("station_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_codes" ADD CONSTRAINT "intake_codes_created_by_users_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_codes" ADD CONSTRAINT "intake_codes_revoked_by_users_user_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_texts" ADD CONSTRAINT "message_texts_message_id_messages_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_texts" ADD CONSTRAINT "message_texts_written_by_users_user_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_code_id_intake_codes_code_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."intake_codes"("code_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_township_code_townships_township_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("township_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pressure_reports" ADD CONSTRAINT "pressure_reports_message_id_messages_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pressure_reports" ADD CONSTRAINT "pressure_reports_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pressure_reports" ADD CONSTRAINT "pressure_reports_handled_by_users_user_id_fk" FOREIGN KEY ("handled_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_links" ADD CONSTRAINT "status_links_message_id_messages_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_links" ADD CONSTRAINT "status_links_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_links" ADD CONSTRAINT "status_links_created_by_users_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "firm_corrections_firm" ON "firm_corrections" USING btree ("firm_id");--> statement-breakpoint
CREATE INDEX "firm_corrections_open" ON "firm_corrections" USING btree ("correction_id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "intake_codes_deputy" ON "intake_codes" USING btree ("deputy_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "intake_codes_station" ON "intake_codes" USING btree ("station_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "message_texts_message" ON "message_texts" USING btree ("message_id","text_id");--> statement-breakpoint
CREATE INDEX "messages_deputy" ON "messages" USING btree ("deputy_id","message_id") WHERE deputy_id is not null;--> statement-breakpoint
CREATE INDEX "messages_township" ON "messages" USING btree ("township_code","state","message_id");--> statement-breakpoint
CREATE INDEX "messages_county" ON "messages" USING btree ("county_code","state","message_id");--> statement-breakpoint
CREATE INDEX "messages_firm" ON "messages" USING btree ("firm_id","message_id") WHERE firm_id is not null;--> statement-breakpoint
CREATE INDEX "messages_open" ON "messages" USING btree ("message_id") WHERE state in ('received', 'asked_back', 'held');--> statement-breakpoint
CREATE INDEX "messages_same_words" ON "messages" USING btree ("code_id","words_hash");--> statement-breakpoint
CREATE INDEX "pressure_reports_open" ON "pressure_reports" USING btree ("report_id") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "status_links_message" ON "status_links" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "status_links_issue" ON "status_links" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "firms_phone" ON "firms" USING btree ("phone") WHERE phone is not null;--> statement-breakpoint
ALTER TABLE "issue_texts" ADD CONSTRAINT "issue_texts_event_kind" CHECK ("issue_texts"."event_kind" in ('issue.information_supplied', 'issue.material_added', 'issue.decline_contested', 'issue.merge_contested', 'issue.withdrawn', 'issue.contested', 'issue.contact_recorded', 'issue.interim_answered', 'issue.opinion_given'));