CREATE TABLE "issue_tags" (
	"issue_id" integer NOT NULL,
	"tag" text NOT NULL,
	"tagged_by" integer,
	"tagged_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "issue_tags_issue_id_tag_pk" PRIMARY KEY("issue_id","tag")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"view_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "saved_views_view_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_user_id" integer NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"role" text NOT NULL,
	"county_code" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "issue_tags" ADD CONSTRAINT "issue_tags_issue_id_issues_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issues"("issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_tags" ADD CONSTRAINT "issue_tags_tagged_by_users_user_id_fk" FOREIGN KEY ("tagged_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_user_id_users_user_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "issue_tags_tag" ON "issue_tags" USING btree ("tag","issue_id");--> statement-breakpoint
CREATE INDEX "saved_views_list" ON "saved_views" USING btree ("list","role","county_code");