CREATE TABLE "login_throttles" (
	"throttle_key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_started_at" timestamp (3) with time zone NOT NULL,
	"blocked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" integer NOT NULL,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "one_time_links_purpose" CHECK ("one_time_links"."purpose" in ('activate', 'reset', 'first_administrator', 'claim_firm'))
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"text_size" text DEFAULT 'A' NOT NULL,
	"color_scheme" text DEFAULT 'auto' NOT NULL,
	"muted_kinds" text[] DEFAULT '{}' NOT NULL,
	"digest" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" integer NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_codes_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"session_hash" text PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"grant_id" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"idle_minutes" integer,
	"device" text DEFAULT '' NOT NULL,
	"second_factor_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"user_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_user_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"phone" text,
	"email" text,
	"password_hash" text,
	"state" text DEFAULT 'invited' NOT NULL,
	"locale" text DEFAULT 'zh-CN' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "users_phone_unique" UNIQUE("phone"),
	CONSTRAINT "users_state" CHECK ("users"."state" in ('invited', 'active', 'blocked'))
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"answer_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "answers_answer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issue_id" integer NOT NULL,
	"department_id" integer NOT NULL,
	"round" smallint NOT NULL,
	"state" text NOT NULL,
	"answer_class" text,
	"body" text NOT NULL,
	"promised_on" date,
	"comment" text,
	"drafted_by" integer,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"signed_by" integer,
	"signed_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "answers_state" CHECK ("answers"."state" in ('draft', 'sent_back', 'signed', 'superseded')),
	CONSTRAINT "answers_class" CHECK ("answers"."answer_class" in ('A', 'B', 'C', 'D')),
	CONSTRAINT "answers_signed" CHECK (state <> 'signed' or (signed_at is not null and answer_class is not null))
);
--> statement-breakpoint
CREATE TABLE "promises" (
	"promise_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "promises_promise_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issue_id" integer,
	"department_id" integer,
	"county_code" text,
	"body" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "promises_state" CHECK ("promises"."state" in ('open', 'reported_kept', 'kept', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"verdict_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "verdicts_verdict_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issue_id" integer NOT NULL,
	"round" smallint NOT NULL,
	"verdict" text NOT NULL,
	"result_rating" smallint,
	"attitude_rating" smallint,
	"channel" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"given_by" integer,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "verdicts_verdict" CHECK ("verdicts"."verdict" in ('solved', 'partly', 'not_solved', 'understood')),
	CONSTRAINT "verdicts_channel" CHECK ("verdicts"."channel" in ('login', 'link', 'call_back'))
);
--> statement-breakpoint
CREATE TABLE "contact_deputies" (
	"contact_id" uuid NOT NULL,
	"deputy_id" integer NOT NULL,
	"happened_on" date NOT NULL,
	CONSTRAINT "contact_deputies_contact_id_deputy_id_pk" PRIMARY KEY("contact_id","deputy_id")
);
--> statement-breakpoint
CREATE TABLE "contact_firms" (
	"contact_id" uuid NOT NULL,
	"firm_id" integer NOT NULL,
	"happened_on" date NOT NULL,
	CONSTRAINT "contact_firms_contact_id_firm_id_pk" PRIMARY KEY("contact_id","firm_id")
);
--> statement-breakpoint
CREATE TABLE "contact_revisions" (
	"contact_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"former" jsonb NOT NULL,
	"corrected_by" integer,
	"corrected_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contact_revisions_contact_id_revision_pk" PRIMARY KEY("contact_id","revision")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"contact_id" uuid PRIMARY KEY NOT NULL,
	"contact_no" integer GENERATED ALWAYS AS IDENTITY (sequence name "contacts_contact_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"happened_on" date NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"people_met" text DEFAULT '' NOT NULL,
	"firm_note" text DEFAULT '' NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"next_visit_on" date,
	"station_id" integer,
	"source" text NOT NULL,
	"recorded_by" integer,
	"recorded_as" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contacts_contact_no_unique" UNIQUE("contact_no"),
	CONSTRAINT "contacts_kind" CHECK ("contacts"."kind" in ('visit', 'phone', 'chat', 'station', 'meeting')),
	CONSTRAINT "contacts_outcome" CHECK ("contacts"."outcome" in ('met', 'not_found', 'moved', 'shut', 'refused')),
	CONSTRAINT "contacts_source" CHECK ("contacts"."source" in ('phone', 'desk', 'import'))
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"category_code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"group_name" text NOT NULL,
	"typical" text NOT NULL,
	"default_confidentiality" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "categories_confidentiality" CHECK ("categories"."default_confidentiality" in ('open', 'shielded', 'sealed'))
);
--> statement-breakpoint
CREATE TABLE "category_routes" (
	"category_code" text NOT NULL,
	"department_id" integer NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "category_routes_category_code_department_id_pk" PRIMARY KEY("category_code","department_id")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"department_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "departments_department_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text NOT NULL,
	"county_code" text,
	"counterpart_id" integer,
	"remit" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"sort" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "departments_code_unique" UNIQUE("code"),
	CONSTRAINT "departments_kind" CHECK ("departments"."kind" in ('government', 'vertical', 'utility', 'court', 'prosecutor', 'zone'))
);
--> statement-breakpoint
CREATE TABLE "post_holdings" (
	"post_holding_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "post_holdings_post_holding_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"post_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date,
	"during" daterange GENERATED ALWAYS AS (daterange(started_on, ended_on, '[)')) STORED,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post_stand_ins" (
	"post_stand_in_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "post_stand_ins_post_stand_in_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"post_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"post_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "posts_post_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"body" text NOT NULL,
	"department_id" integer,
	"county_code" text,
	"kind" text NOT NULL,
	"next_post_id" integer,
	CONSTRAINT "posts_kind" CHECK ("posts"."kind" in ('handler', 'liaison', 'deputy_head', 'head', 'leader_in_charge', 'dispatcher', 'inspection_head', 'committee_clerk', 'committee_deputy_director', 'committee_director', 'chairpersons')),
	CONSTRAINT "posts_body" CHECK ("posts"."body" in ('department', 'congress', 'inspection'))
);
--> statement-breakpoint
CREATE TABLE "deputies" (
	"deputy_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deputies_deputy_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer,
	"name" text NOT NULL,
	"search_text" text NOT NULL,
	"phone" text,
	"card_no" text,
	"level" text NOT NULL,
	"county_code" text NOT NULL,
	"township_code" text,
	"station_id" integer,
	"sector_code" text,
	"employer_name" text,
	"employer_uscc" text,
	"state" text DEFAULT 'active' NOT NULL,
	"import_id" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "deputies_user_id_unique" UNIQUE("user_id"),
	CONSTRAINT "deputies_phone_unique" UNIQUE("phone"),
	CONSTRAINT "deputies_card_no_unique" UNIQUE("card_no"),
	CONSTRAINT "deputies_level" CHECK ("deputies"."level" in ('township', 'county', 'city', 'provincial', 'national')),
	CONSTRAINT "deputies_state" CHECK ("deputies"."state" in ('active', 'left'))
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"mandate_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mandates_mandate_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"deputy_id" integer NOT NULL,
	"level" text NOT NULL,
	"electoral_unit" text NOT NULL,
	"county_code" text,
	"township_code" text,
	"started_on" date NOT NULL,
	"ended_on" date,
	CONSTRAINT "mandates_level" CHECK ("mandates"."level" in ('township', 'county', 'city', 'provincial', 'national'))
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"station_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stations_station_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"county_code" text NOT NULL,
	"township_code" text,
	"address" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "stations_code_unique" UNIQUE("code"),
	CONSTRAINT "stations_kind" CHECK ("stations"."kind" in ('home', 'station', 'point'))
);
--> statement-breakpoint
CREATE TABLE "counties" (
	"county_code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text NOT NULL,
	"lng" double precision,
	"lat" double precision,
	"sort" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sectors" (
	"sector_code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"group_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "townships" (
	"township_code" text PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clocks" (
	"clock_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "clocks_clock_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"subject_kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"issue_id" integer,
	"kind" text NOT NULL,
	"ladder" text NOT NULL,
	"episode" smallint NOT NULL,
	"owner_party" text NOT NULL,
	"owner_department_id" integer,
	"owner_county_code" text,
	"policy_version" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"provisional" boolean DEFAULT false NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"level" smallint,
	"allowance_ms" double precision NOT NULL,
	"working_days" smallint NOT NULL,
	"reached" smallint[] DEFAULT '{}' NOT NULL,
	"gate" text DEFAULT 'none' NOT NULL,
	"stood_down_at" timestamp (3) with time zone,
	"next_due_at" timestamp (3) with time zone,
	"next_level" smallint,
	"lapse" text,
	"lapse_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "clocks_subject_kind" CHECK ("clocks"."subject_kind" in ('issue', 'assignment', 'request', 'promise', 'message', 'pairing')),
	CONSTRAINT "clocks_kind" CHECK ("clocks"."kind" in ('triage', 'transfer', 'assignment', 'signing', 'objection', 'ruling', 'interim', 'opinion', 'answer', 'promise', 'request', 'promise_date', 'delivery', 'confirmation', 'callback', 'correction', 'message_takeup', 'review', 'protective_call', 'ratification', 'information', 'contact')),
	CONSTRAINT "clocks_ladder" CHECK ("clocks"."ladder" in ('main', 'triage', 'transfer', 'assignment', 'signing', 'objection', 'ruling', 'interim', 'opinion', 'request', 'promise_date', 'delivery', 'confirmation', 'callback', 'correction', 'message_takeup', 'review', 'protective_call', 'ratification', 'information', 'contact')),
	CONSTRAINT "clocks_owner_party" CHECK ("clocks"."owner_party" in ('county_supervisor', 'city_supervisor', 'dispatcher', 'handler', 'co_handler', 'firm', 'raiser', 'deputy', 'clerk')),
	CONSTRAINT "clocks_gate" CHECK ("clocks"."gate" in ('none', 'open', 'decided')),
	CONSTRAINT "clocks_due_after_start" CHECK (due_at >= started_at)
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"escalation_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "escalations_escalation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"clock_id" integer,
	"issue_id" integer,
	"subject_kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"ladder" text NOT NULL,
	"episode" smallint NOT NULL,
	"level" smallint NOT NULL,
	"is_gate" boolean DEFAULT false NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"reason" jsonb NOT NULL,
	"vacant_posts" integer[] DEFAULT '{}' NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" integer,
	"stood_down_at" timestamp (3) with time zone,
	"stood_down_by" integer,
	"stood_down_reason" text,
	CONSTRAINT "escalations_subject_kind" CHECK ("escalations"."subject_kind" in ('issue', 'assignment', 'request', 'promise', 'message', 'pairing')),
	CONSTRAINT "escalations_ladder" CHECK ("escalations"."ladder" in ('main', 'triage', 'transfer', 'assignment', 'signing', 'objection', 'ruling', 'interim', 'opinion', 'request', 'promise_date', 'delivery', 'confirmation', 'callback', 'correction', 'message_takeup', 'review', 'protective_call', 'ratification', 'information', 'contact')),
	CONSTRAINT "escalations_level" CHECK (level between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"notice_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"recipient_user_id" integer NOT NULL,
	"post_id" integer,
	"escalation_id" integer,
	"issue_id" integer,
	"kind" text NOT NULL,
	"level" smallint,
	"in_copy" boolean DEFAULT false NOT NULL,
	"facts" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"acknowledged_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"outbox_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"topic" text NOT NULL,
	"notice_id" integer,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"available_at" timestamp (3) with time zone NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"last_error" text,
	"done_at" timestamp (3) with time zone,
	"dead_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"audit_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"actor_user_id" integer,
	"actor_role" text NOT NULL,
	"action" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_id" text NOT NULL,
	"detail" jsonb NOT NULL,
	"request_id" text,
	"writer_xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"seal_no" integer PRIMARY KEY NOT NULL,
	"audit_id" integer NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_seals_audit_id_unique" UNIQUE("audit_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"event_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"subject_kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"kind" text NOT NULL,
	"event_version" smallint DEFAULT 1 NOT NULL,
	"payload" jsonb NOT NULL,
	"actor_user_id" integer,
	"actor_role" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"mime" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key" uuid PRIMARY KEY NOT NULL,
	"user_id" integer,
	"action" text NOT NULL,
	"content_hash" text NOT NULL,
	"response" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "firms" (
	"firm_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "firms_firm_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"uscc" text NOT NULL,
	"name" text NOT NULL,
	"former_names" text[] DEFAULT '{}' NOT NULL,
	"search_text" text NOT NULL,
	"entity_kind" text,
	"sector_code" text,
	"size_class" text,
	"registered_capital_wan" numeric,
	"capital_currency" text,
	"established_on" date,
	"established_precision" text,
	"address" text DEFAULT '' NOT NULL,
	"business_scope" text DEFAULT '' NOT NULL,
	"phone" text,
	"county_code" text,
	"township_code" text,
	"state" text DEFAULT 'active' NOT NULL,
	"in_programme" boolean DEFAULT false NOT NULL,
	"last_contact_on" date,
	"opted_out_at" timestamp (3) with time zone,
	"import_id" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "firms_uscc_unique" UNIQUE("uscc"),
	CONSTRAINT "firms_size_class" CHECK ("firms"."size_class" in ('micro', 'small', 'medium', 'large')),
	CONSTRAINT "firms_state" CHECK ("firms"."state" in ('active', 'closed', 'moved')),
	CONSTRAINT "firms_established_precision" CHECK ("firms"."established_precision" in ('day', 'month', 'year')),
	CONSTRAINT "firms_placed" CHECK (not in_programme or (county_code is not null and township_code is not null))
);
--> statement-breakpoint
CREATE TABLE "representatives" (
	"representative_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "representatives_representative_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"firm_id" integer NOT NULL,
	"user_id" integer,
	"name" text NOT NULL,
	"phone" text,
	"title" text DEFAULT '' NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date
);
--> statement-breakpoint
CREATE TABLE "personas" (
	"persona" text PRIMARY KEY NOT NULL,
	"grant_id" integer NOT NULL,
	"sort" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"grant_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "role_grants_grant_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"role" text NOT NULL,
	"county_code" text,
	"township_code" text,
	"station_id" integer,
	"department_id" integer,
	"deputy_id" integer,
	"firm_id" integer,
	"post_id" integer,
	"started_on" date NOT NULL,
	"ended_on" date,
	"granted_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "role_grants_role" CHECK ("role_grants"."role" in ('firm_representative', 'deputy', 'station_clerk', 'township_officer', 'county_supervisor', 'city_supervisor', 'county_dispatcher', 'city_dispatcher', 'handler', 'department_head', 'post_holder', 'system_administrator', 'security_administrator', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_row_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_rows_import_row_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"import_id" integer NOT NULL,
	"sheet" text NOT NULL,
	"row" integer NOT NULL,
	"item" smallint,
	"outcome" text NOT NULL,
	"change" text,
	"code" text,
	"facts" jsonb NOT NULL,
	"candidate" jsonb,
	"target_id" integer,
	"before" jsonb,
	CONSTRAINT "import_rows_outcome" CHECK ("import_rows"."outcome" in ('import', 'review', 'reject', 'duplicate', 'skip')),
	CONSTRAINT "import_rows_change" CHECK ("import_rows"."change" in ('added', 'updated', 'unchanged'))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"import_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports_import_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"content" "bytea",
	"county_code" text,
	"mapping" jsonb NOT NULL,
	"figures" jsonb NOT NULL,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"committed_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "imports_kind" CHECK ("imports"."kind" in ('firms', 'deputies', 'pairs', 'issues', 'contacts')),
	CONSTRAINT "imports_state" CHECK ("imports"."state" in ('reading', 'judged', 'committed', 'undone', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"is_workday" boolean NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "calendar_days_kind" CHECK ("calendar_days"."kind" in ('workday', 'weekend', 'holiday', 'makeup')),
	CONSTRAINT "calendar_days_status" CHECK ("calendar_days"."status" in ('announced', 'statutory_only', 'provisional'))
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"policy_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "policies_policy_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"policy_version" integer NOT NULL,
	"in_force_from" timestamp (3) with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policies_kind" CHECK ("policies"."kind" in ('deadlines', 'ladder', 'cadence', 'pairing', 'intake'))
);
--> statement-breakpoint
CREATE TABLE "issue_assignments" (
	"assignment_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "issue_assignments_assignment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issue_id" integer NOT NULL,
	"department_id" integer NOT NULL,
	"part" text NOT NULL,
	"round" smallint NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "issue_assignments_part" CHECK ("issue_assignments"."part" in ('lead', 'co'))
);
--> statement-breakpoint
CREATE TABLE "issue_consents" (
	"consent_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "issue_consents_consent_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issue_id" integer NOT NULL,
	"consented_by" text NOT NULL,
	"consented_on" date NOT NULL,
	"paper_no" text DEFAULT '' NOT NULL,
	"recorded_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "issue_parties" (
	"issue_id" integer PRIMARY KEY NOT NULL,
	"confidentiality" text NOT NULL,
	"firm_id" integer NOT NULL,
	"deputy_id" integer,
	"township_code" text,
	"contact_id" uuid,
	"raised_by" integer,
	"title" text NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "issue_parties_confidentiality" CHECK ("issue_parties"."confidentiality" in ('open', 'shielded', 'sealed'))
);
--> statement-breakpoint
CREATE TABLE "issues" (
	"issue_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "issues_issue_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"state" text NOT NULL,
	"closing" text,
	"level" smallint,
	"gate_open" boolean DEFAULT false NOT NULL,
	"round" smallint DEFAULT 0 NOT NULL,
	"episode" smallint DEFAULT 0 NOT NULL,
	"returns" smallint DEFAULT 0 NOT NULL,
	"not_solved" smallint DEFAULT 0 NOT NULL,
	"severity" text DEFAULT 'ordinary' NOT NULL,
	"type" text DEFAULT 'ordinary' NOT NULL,
	"confidentiality" text DEFAULT 'open' NOT NULL,
	"category_code" text,
	"county_code" text NOT NULL,
	"raiser_kind" text NOT NULL,
	"title" text NOT NULL,
	"wording" text DEFAULT '' NOT NULL,
	"lead_department_id" integer,
	"first_spoken_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"transferred_at" timestamp (3) with time zone,
	"dispatched_at" timestamp (3) with time zone,
	"signed_for_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"answer_class" text,
	"promised_on" date,
	"paused_at" timestamp (3) with time zone,
	"next_due_at" timestamp (3) with time zone,
	"next_due_clock" text,
	"provisional_due" boolean DEFAULT false NOT NULL,
	"merged_into_issue_id" integer,
	"excluded_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "issues_number_unique" UNIQUE("number"),
	CONSTRAINT "issues_state" CHECK ("issues"."state" in ('submitted', 'accepted', 'transferred', 'dispatched', 'handling', 'answered', 'promised', 'closed')),
	CONSTRAINT "issues_closing" CHECK ("issues"."closing" in ('resolved', 'explained', 'unconfirmed', 'declined', 'withdrawn', 'merged', 'diverted', 'converted', 'unsupplied')),
	CONSTRAINT "issues_severity" CHECK ("issues"."severity" in ('ordinary', 'urgent')),
	CONSTRAINT "issues_type" CHECK ("issues"."type" in ('inquiry', 'ordinary', 'complex')),
	CONSTRAINT "issues_confidentiality" CHECK ("issues"."confidentiality" in ('open', 'shielded', 'sealed')),
	CONSTRAINT "issues_raiser_kind" CHECK ("issues"."raiser_kind" in ('firm', 'deputy', 'clerk', 'township_officer', 'supervisor')),
	CONSTRAINT "issues_answer_class" CHECK ("issues"."answer_class" in ('A', 'B', 'C', 'D')),
	CONSTRAINT "issues_closed" CHECK ((state = 'closed') = (closing is not null) and (state = 'closed') = (closed_at is not null)),
	CONSTRAINT "issues_level" CHECK (level between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "pairing_constraints" (
	"constraint_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_constraints_constraint_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"firm_id" integer NOT NULL,
	"deputy_id" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "pairing_constraints_kind" CHECK ("pairing_constraints"."kind" in ('conflict', 'exclusion', 'wish', 'pin'))
);
--> statement-breakpoint
CREATE TABLE "pairing_plan_rows" (
	"plan_id" integer NOT NULL,
	"firm_id" integer NOT NULL,
	"deputy_id" integer,
	"previous_deputy_id" integer,
	CONSTRAINT "pairing_plan_rows_plan_id_firm_id_pk" PRIMARY KEY("plan_id","firm_id")
);
--> statement-breakpoint
CREATE TABLE "pairing_plans" (
	"plan_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_plans_plan_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"county_code" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"weights" jsonb NOT NULL,
	"figures" jsonb NOT NULL,
	"certificate" jsonb,
	"registers_stamp" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_by" integer,
	"published_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "pairing_plans_state" CHECK ("pairing_plans"."state" in ('draft', 'published', 'discarded'))
);
--> statement-breakpoint
CREATE TABLE "pairings" (
	"pairing_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairings_pairing_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"firm_id" integer NOT NULL,
	"deputy_id" integer NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date,
	"during" daterange GENERATED ALWAYS AS (daterange(started_on, ended_on, '[)')) STORED,
	"plan_id" integer,
	"ended_plan_id" integer,
	"start_reason" text NOT NULL,
	"end_reason" text,
	"last_contact_on" date,
	"contact_due_on" date,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preferences" ADD CONSTRAINT "preferences_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_drafted_by_users_user_id_fk" FOREIGN KEY ("drafted_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_signed_by_users_user_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_given_by_users_user_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_deputies" ADD CONSTRAINT "contact_deputies_contact_id_contacts_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("contact_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_deputies" ADD CONSTRAINT "contact_deputies_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_firms" ADD CONSTRAINT "contact_firms_contact_id_contacts_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("contact_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_firms" ADD CONSTRAINT "contact_firms_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_revisions" ADD CONSTRAINT "contact_revisions_contact_id_contacts_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("contact_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_revisions" ADD CONSTRAINT "contact_revisions_corrected_by_users_user_id_fk" FOREIGN KEY ("corrected_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_station_id_stations_station_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("station_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_recorded_by_users_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category_routes" ADD CONSTRAINT "category_routes_category_code_categories_category_code_fk" FOREIGN KEY ("category_code") REFERENCES "public"."categories"("category_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category_routes" ADD CONSTRAINT "category_routes_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_counterpart_id_departments_department_id_fk" FOREIGN KEY ("counterpart_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_holdings" ADD CONSTRAINT "post_holdings_post_id_posts_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("post_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_holdings" ADD CONSTRAINT "post_holdings_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_stand_ins" ADD CONSTRAINT "post_stand_ins_post_id_posts_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("post_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_stand_ins" ADD CONSTRAINT "post_stand_ins_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_next_post_id_posts_post_id_fk" FOREIGN KEY ("next_post_id") REFERENCES "public"."posts"("post_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_township_code_townships_township_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("township_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_station_id_stations_station_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("station_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_sector_code_sectors_sector_code_fk" FOREIGN KEY ("sector_code") REFERENCES "public"."sectors"("sector_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_township_code_townships_township_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("township_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_township_code_townships_township_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("township_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "townships" ADD CONSTRAINT "townships_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_owner_department_id_departments_department_id_fk" FOREIGN KEY ("owner_department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_clock_id_clocks_clock_id_fk" FOREIGN KEY ("clock_id") REFERENCES "public"."clocks"("clock_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_acknowledged_by_users_user_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_stood_down_by_users_user_id_fk" FOREIGN KEY ("stood_down_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_recipient_user_id_users_user_id_fk" FOREIGN KEY ("recipient_user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_post_id_posts_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("post_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_escalation_id_escalations_escalation_id_fk" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("escalation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_notice_id_notices_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("notice_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_seals" ADD CONSTRAINT "audit_seals_audit_id_audit_entries_audit_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audit_entries"("audit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firms" ADD CONSTRAINT "firms_sector_code_sectors_sector_code_fk" FOREIGN KEY ("sector_code") REFERENCES "public"."sectors"("sector_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firms" ADD CONSTRAINT "firms_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firms" ADD CONSTRAINT "firms_township_code_townships_township_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("township_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "representatives" ADD CONSTRAINT "representatives_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "representatives" ADD CONSTRAINT "representatives_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personas" ADD CONSTRAINT "personas_grant_id_role_grants_grant_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."role_grants"("grant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_township_code_townships_township_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("township_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_station_id_stations_station_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("station_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_post_id_posts_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("post_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("import_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_users_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_assignments" ADD CONSTRAINT "issue_assignments_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_assignments" ADD CONSTRAINT "issue_assignments_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_consents" ADD CONSTRAINT "issue_consents_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_consents" ADD CONSTRAINT "issue_consents_recorded_by_users_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_parties" ADD CONSTRAINT "issue_parties_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_parties" ADD CONSTRAINT "issue_parties_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_parties" ADD CONSTRAINT "issue_parties_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_parties" ADD CONSTRAINT "issue_parties_township_code_townships_township_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("township_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_parties" ADD CONSTRAINT "issue_parties_contact_id_contacts_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("contact_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_parties" ADD CONSTRAINT "issue_parties_raised_by_users_user_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_category_code_categories_category_code_fk" FOREIGN KEY ("category_code") REFERENCES "public"."categories"("category_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_lead_department_id_departments_department_id_fk" FOREIGN KEY ("lead_department_id") REFERENCES "public"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_merged_into_issue_id_issues_issue_id_fk" FOREIGN KEY ("merged_into_issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_constraints" ADD CONSTRAINT "pairing_constraints_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_constraints" ADD CONSTRAINT "pairing_constraints_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plan_rows" ADD CONSTRAINT "pairing_plan_rows_plan_id_pairing_plans_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."pairing_plans"("plan_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plan_rows" ADD CONSTRAINT "pairing_plan_rows_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plan_rows" ADD CONSTRAINT "pairing_plan_rows_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plan_rows" ADD CONSTRAINT "pairing_plan_rows_previous_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("previous_deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD CONSTRAINT "pairing_plans_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_plan_id_pairing_plans_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."pairing_plans"("plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_ended_plan_id_pairing_plans_plan_id_fk" FOREIGN KEY ("ended_plan_id") REFERENCES "public"."pairing_plans"("plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "one_time_links_user" ON "one_time_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "answers_issue" ON "answers" USING btree ("issue_id","round");--> statement-breakpoint
CREATE INDEX "promises_issue" ON "promises" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "promises_open_due" ON "promises" USING btree ("due_on") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "verdicts_issue" ON "verdicts" USING btree ("issue_id","round");--> statement-breakpoint
CREATE INDEX "contact_deputies_deputy" ON "contact_deputies" USING btree ("deputy_id","happened_on","contact_id");--> statement-breakpoint
CREATE INDEX "contact_firms_firm" ON "contact_firms" USING btree ("firm_id","happened_on","contact_id");--> statement-breakpoint
CREATE INDEX "contacts_day" ON "contacts" USING btree ("happened_on","contact_no");--> statement-breakpoint
CREATE INDEX "contacts_outcome_open" ON "contacts" USING btree ("happened_on") WHERE outcome <> 'met';--> statement-breakpoint
CREATE INDEX "departments_county" ON "departments" USING btree ("county_code","sort");--> statement-breakpoint
CREATE INDEX "departments_counterpart" ON "departments" USING btree ("counterpart_id");--> statement-breakpoint
CREATE INDEX "post_holdings_user" ON "post_holdings" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "post_stand_ins_post" ON "post_stand_ins" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "post_stand_ins_user" ON "post_stand_ins" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "posts_department" ON "posts" USING btree ("department_id","kind");--> statement-breakpoint
CREATE INDEX "posts_county" ON "posts" USING btree ("county_code","kind");--> statement-breakpoint
CREATE INDEX "deputies_name" ON "deputies" USING btree ("name","deputy_id");--> statement-breakpoint
CREATE INDEX "deputies_county_name" ON "deputies" USING btree ("county_code","name","deputy_id");--> statement-breakpoint
CREATE INDEX "deputies_township_name" ON "deputies" USING btree ("township_code","name","deputy_id");--> statement-breakpoint
CREATE INDEX "deputies_station" ON "deputies" USING btree ("station_id");--> statement-breakpoint
CREATE INDEX "deputies_employer" ON "deputies" USING btree ("employer_uscc");--> statement-breakpoint
CREATE INDEX "mandates_deputy" ON "mandates" USING btree ("deputy_id");--> statement-breakpoint
CREATE INDEX "stations_township" ON "stations" USING btree ("township_code");--> statement-breakpoint
CREATE INDEX "stations_county" ON "stations" USING btree ("county_code","station_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clocks_subject" ON "clocks" USING btree ("subject_kind","subject_id","kind","episode");--> statement-breakpoint
CREATE INDEX "clocks_next_due" ON "clocks" USING btree ("next_due_at","clock_id") WHERE next_due_at is not null and ended_at is null and paused_at is null;--> statement-breakpoint
CREATE INDEX "clocks_lapse" ON "clocks" USING btree ("lapse_at","clock_id") WHERE lapse_at is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX "clocks_issue" ON "clocks" USING btree ("issue_id");--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_once" ON "escalations" USING btree ("subject_kind","subject_id","ladder","episode","level");--> statement-breakpoint
CREATE INDEX "escalations_issue" ON "escalations" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "escalations_raised" ON "escalations" USING btree ("raised_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("escalation_id","recipient_user_id");--> statement-breakpoint
CREATE INDEX "notices_inbox" ON "notices" USING btree ("recipient_user_id","notice_id");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("recipient_user_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notices_issue" ON "notices" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("available_at","outbox_id") WHERE done_at is null and dead_at is null;--> statement-breakpoint
CREATE INDEX "audit_entries_object" ON "audit_entries" USING btree ("object_kind","object_id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("actor_user_id");--> statement-breakpoint
CREATE INDEX "audit_entries_writer" ON "audit_entries" USING btree ("writer_xid","audit_id");--> statement-breakpoint
CREATE INDEX "events_subject" ON "events" USING btree ("subject_kind","subject_id","event_id");--> statement-breakpoint
CREATE INDEX "files_subject" ON "files" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "files_uploader" ON "files" USING btree ("uploaded_by","created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "firms_name" ON "firms" USING btree ("name","firm_id");--> statement-breakpoint
CREATE INDEX "firms_county_name" ON "firms" USING btree ("county_code","name","firm_id");--> statement-breakpoint
CREATE INDEX "firms_township_name" ON "firms" USING btree ("township_code","name","firm_id");--> statement-breakpoint
CREATE INDEX "firms_sector_name" ON "firms" USING btree ("sector_code","name","firm_id");--> statement-breakpoint
CREATE INDEX "firms_last_contact" ON "firms" USING btree ("county_code","last_contact_on","firm_id");--> statement-breakpoint
CREATE INDEX "firms_unplaced" ON "firms" USING btree ("name","firm_id") WHERE township_code is null;--> statement-breakpoint
CREATE INDEX "representatives_firm" ON "representatives" USING btree ("firm_id");--> statement-breakpoint
CREATE INDEX "representatives_phone" ON "representatives" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "representatives_user" ON "representatives" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "role_grants_user" ON "role_grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "role_grants_role_county" ON "role_grants" USING btree ("role","county_code");--> statement-breakpoint
CREATE INDEX "role_grants_department" ON "role_grants" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "role_grants_deputy" ON "role_grants" USING btree ("deputy_id");--> statement-breakpoint
CREATE INDEX "import_rows_import" ON "import_rows" USING btree ("import_id","outcome","import_row_id");--> statement-breakpoint
CREATE INDEX "import_rows_target" ON "import_rows" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "imports_creator" ON "imports" USING btree ("created_by","import_id");--> statement-breakpoint
CREATE UNIQUE INDEX "policies_kind_version" ON "policies" USING btree ("kind","policy_version");--> statement-breakpoint
CREATE UNIQUE INDEX "issue_assignments_one_lead" ON "issue_assignments" USING btree ("issue_id") WHERE part = 'lead' and ended_at is null;--> statement-breakpoint
CREATE INDEX "issue_assignments_issue" ON "issue_assignments" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "issue_assignments_department" ON "issue_assignments" USING btree ("department_id","ended_at");--> statement-breakpoint
CREATE INDEX "issue_consents_issue" ON "issue_consents" USING btree ("issue_id");--> statement-breakpoint
CREATE INDEX "issue_parties_firm" ON "issue_parties" USING btree ("firm_id","issue_id");--> statement-breakpoint
CREATE INDEX "issue_parties_deputy" ON "issue_parties" USING btree ("deputy_id","issue_id");--> statement-breakpoint
CREATE INDEX "issue_parties_township" ON "issue_parties" USING btree ("township_code","issue_id");--> statement-breakpoint
CREATE INDEX "issue_parties_contact" ON "issue_parties" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "issues_county_id" ON "issues" USING btree ("county_code","issue_id");--> statement-breakpoint
CREATE INDEX "issues_state_id" ON "issues" USING btree ("state","issue_id");--> statement-breakpoint
CREATE INDEX "issues_county_state" ON "issues" USING btree ("county_code","state","issue_id");--> statement-breakpoint
CREATE INDEX "issues_department" ON "issues" USING btree ("lead_department_id","state","issue_id");--> statement-breakpoint
CREATE INDEX "issues_open_due" ON "issues" USING btree ("next_due_at","issue_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_open_county_due" ON "issues" USING btree ("county_code","next_due_at","issue_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_department_due" ON "issues" USING btree ("lead_department_id","next_due_at","issue_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "issues_level_open" ON "issues" USING btree ("level","county_code","issue_id") WHERE state <> 'closed' and level is not null;--> statement-breakpoint
CREATE INDEX "issues_category" ON "issues" USING btree ("category_code","issue_id");--> statement-breakpoint
CREATE INDEX "pairing_constraints_firm" ON "pairing_constraints" USING btree ("firm_id");--> statement-breakpoint
CREATE INDEX "pairing_constraints_deputy" ON "pairing_constraints" USING btree ("deputy_id");--> statement-breakpoint
CREATE INDEX "pairing_plans_county" ON "pairing_plans" USING btree ("county_code","plan_id");--> statement-breakpoint
CREATE INDEX "pairings_deputy" ON "pairings" USING btree ("deputy_id","ended_on");--> statement-breakpoint
CREATE INDEX "pairings_firm" ON "pairings" USING btree ("firm_id","started_on");--> statement-breakpoint
CREATE INDEX "pairings_due" ON "pairings" USING btree ("contact_due_on","pairing_id") WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX "pairings_plan" ON "pairings" USING btree ("plan_id");