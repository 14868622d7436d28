CREATE TABLE "pairing_handovers" (
	"handover_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_handovers_handover_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer,
	"firm_id" integer NOT NULL,
	"from_deputy_id" integer NOT NULL,
	"to_deputy_id" integer,
	"handed_on" date NOT NULL,
	"open_issues" integer NOT NULL,
	"open_promises" integer NOT NULL,
	"contact_due_on" date,
	"from_note" text DEFAULT '' NOT NULL,
	"from_note_at" timestamp (3) with time zone,
	"to_note" text DEFAULT '' NOT NULL,
	"to_note_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pairing_plan_edits" (
	"edit_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_plan_edits_edit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"firm_id" integer NOT NULL,
	"deputy_id" integer NOT NULL,
	"price" integer NOT NULL,
	"moves" jsonb NOT NULL,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"undone_by" integer,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "pairing_plan_inputs" (
	"plan_id" integer PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pairing_requests" (
	"request_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_requests_request_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"firm_id" integer NOT NULL,
	"deputy_id" integer NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"requested_by" integer,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp (3) with time zone,
	"decision" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "pairing_requests_state" CHECK ("pairing_requests"."state" in ('open', 'granted', 'declined'))
);
--> statement-breakpoint
ALTER TABLE "pairing_plans" DROP CONSTRAINT "pairing_plans_state";--> statement-breakpoint
ALTER TABLE "pairing_plans" ALTER COLUMN "figures" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "pairing_plans" ALTER COLUMN "registers_stamp" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "deputies" ADD COLUMN "left_on" date;--> statement-breakpoint
ALTER TABLE "deputies" ADD COLUMN "left_reason" text;--> statement-breakpoint
ALTER TABLE "pairing_constraints" ADD COLUMN "ended_by" integer;--> statement-breakpoint
ALTER TABLE "pairing_plan_rows" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD COLUMN "purpose" text DEFAULT 'repair' NOT NULL;--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD COLUMN "beat_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD COLUMN "failure" jsonb;--> statement-breakpoint
ALTER TABLE "pairing_handovers" ADD CONSTRAINT "pairing_handovers_plan_id_pairing_plans_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."pairing_plans"("plan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_handovers" ADD CONSTRAINT "pairing_handovers_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_handovers" ADD CONSTRAINT "pairing_handovers_from_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("from_deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_handovers" ADD CONSTRAINT "pairing_handovers_to_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("to_deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plan_edits" ADD CONSTRAINT "pairing_plan_edits_plan_id_pairing_plans_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."pairing_plans"("plan_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plan_edits" ADD CONSTRAINT "pairing_plan_edits_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plan_edits" ADD CONSTRAINT "pairing_plan_edits_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_plan_inputs" ADD CONSTRAINT "pairing_plan_inputs_plan_id_pairing_plans_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."pairing_plans"("plan_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_requests" ADD CONSTRAINT "pairing_requests_firm_id_firms_firm_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("firm_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_requests" ADD CONSTRAINT "pairing_requests_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_requests" ADD CONSTRAINT "pairing_requests_requested_by_users_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_requests" ADD CONSTRAINT "pairing_requests_decided_by_users_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pairing_handovers_firm" ON "pairing_handovers" USING btree ("firm_id","handover_id");--> statement-breakpoint
CREATE INDEX "pairing_handovers_from" ON "pairing_handovers" USING btree ("from_deputy_id","handover_id");--> statement-breakpoint
CREATE INDEX "pairing_handovers_to" ON "pairing_handovers" USING btree ("to_deputy_id","handover_id");--> statement-breakpoint
CREATE INDEX "pairing_handovers_plan" ON "pairing_handovers" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "pairing_plan_edits_plan" ON "pairing_plan_edits" USING btree ("plan_id","edit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pairing_requests_one_open" ON "pairing_requests" USING btree ("firm_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "pairing_requests_state_id" ON "pairing_requests" USING btree ("state","request_id");--> statement-breakpoint
CREATE INDEX "pairing_plan_rows_changed" ON "pairing_plan_rows" USING btree ("plan_id","firm_id") WHERE deputy_id is distinct from previous_deputy_id;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_left_reason" CHECK ("deputies"."left_reason" in ('term_ended', 'resigned', 'moved', 'recalled', 'died'));--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD CONSTRAINT "pairing_plans_purpose" CHECK ("pairing_plans"."purpose" in ('repair', 'reoptimise', 'restore', 'whatif'));--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD CONSTRAINT "pairing_plans_solved" CHECK (figures is not null or state in ('drafting', 'failed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "pairing_plans" ADD CONSTRAINT "pairing_plans_state" CHECK ("pairing_plans"."state" in ('drafting', 'draft', 'published', 'discarded', 'failed', 'cancelled'));