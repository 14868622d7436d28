ALTER TABLE "policies" DROP CONSTRAINT "policies_kind";--> statement-breakpoint
ALTER TABLE "supervision_notices" ADD COLUMN "reminded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_kind" CHECK ("policies"."kind" in ('deadlines', 'ladder', 'cadence', 'pairing', 'intake', 'supervision'));