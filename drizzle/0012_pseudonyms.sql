ALTER TABLE "issues" ADD COLUMN "pseudonym" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "sector_group" text;