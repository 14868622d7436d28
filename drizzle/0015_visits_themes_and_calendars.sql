CREATE TABLE "calendar_links" (
	"calendar_link_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calendar_links_calendar_link_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"deputy_id" integer NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "conversation_themes" (
	"theme_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "conversation_themes_theme_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"county_code" text,
	"month_on" date NOT NULL,
	"title" text NOT NULL,
	"questions" text[] NOT NULL,
	"edited_by" integer,
	"edited_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "named_firm" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "import_id" integer;--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "cadence_days" integer;--> statement-breakpoint
ALTER TABLE "calendar_links" ADD CONSTRAINT "calendar_links_deputy_id_deputies_deputy_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."deputies"("deputy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_links" ADD CONSTRAINT "calendar_links_created_by_users_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_themes" ADD CONSTRAINT "conversation_themes_county_code_counties_county_code_fk" FOREIGN KEY ("county_code") REFERENCES "public"."counties"("county_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_themes" ADD CONSTRAINT "conversation_themes_edited_by_users_user_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_links_one_live" ON "calendar_links" USING btree ("deputy_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_themes_month" ON "conversation_themes" USING btree ("month_on",coalesce("county_code", ''));--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_import_id_imports_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("import_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contacts_firm_named" ON "contacts" USING btree ("contact_no") WHERE named_firm <> '';--> statement-breakpoint
CREATE INDEX "contacts_import" ON "contacts" USING btree ("import_id") WHERE import_id is not null;--> statement-breakpoint
ALTER TABLE "firms" ADD CONSTRAINT "firms_cadence" CHECK (cadence_days between 7 and 730);