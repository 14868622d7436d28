ALTER TABLE "files" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_name" CHECK (name is null or (from_unit and length(name) between 1 and 80));