CREATE TABLE "directory_changes" (
	"change_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "directory_changes_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "escalations_raised";--> statement-breakpoint
DROP INDEX "issues_open_rank";--> statement-breakpoint
DROP INDEX "escalations_vacant";--> statement-breakpoint
DROP INDEX "deliveries_once";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "verdicts" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "escalation_id" integer;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_escalation_id_escalations_escalation_id_fk" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("escalation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "escalations_vacant" ON "escalations" USING btree ("issue_id","vacant_posts") WHERE vacant_posts <> '{}' and stood_down_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("outbox_id","notice_id","channel");--> statement-breakpoint
-- A level that rises changes no index any more: room on the page lets the row stay on it, and none of the nine other indexes is touched.
ALTER TABLE issues SET (fillfactor = 90);--> statement-breakpoint
-- Who holds which post is kept by processes between rounds of the sweep; a row written with each change, in its transaction, tells them when to read again.
CREATE FUNCTION note_directory_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO directory_changes DEFAULT VALUES;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER posts_noted AFTER INSERT OR UPDATE OR DELETE ON posts
  FOR EACH STATEMENT EXECUTE FUNCTION note_directory_change();--> statement-breakpoint
CREATE TRIGGER post_holdings_noted AFTER INSERT OR UPDATE OR DELETE ON post_holdings
  FOR EACH STATEMENT EXECUTE FUNCTION note_directory_change();--> statement-breakpoint
CREATE TRIGGER post_stand_ins_noted AFTER INSERT OR UPDATE OR DELETE ON post_stand_ins
  FOR EACH STATEMENT EXECUTE FUNCTION note_directory_change();--> statement-breakpoint
CREATE TRIGGER departments_noted AFTER INSERT OR UPDATE OR DELETE ON departments
  FOR EACH STATEMENT EXECUTE FUNCTION note_directory_change();--> statement-breakpoint
CREATE TRIGGER role_grants_noted AFTER INSERT OR UPDATE OR DELETE ON role_grants
  FOR EACH STATEMENT EXECUTE FUNCTION note_directory_change();
