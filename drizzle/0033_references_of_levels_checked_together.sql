ALTER TABLE "escalations" DROP CONSTRAINT "escalations_clock_id_clocks_clock_id_fk";
--> statement-breakpoint
ALTER TABLE "escalations" DROP CONSTRAINT "escalations_issue_id_issues_issue_id_fk";
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_recipient_user_id_users_user_id_fk";
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_post_id_posts_post_id_fk";
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_escalation_id_escalations_escalation_id_fk";
--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_escalation_id_escalations_escalation_id_fk";
--> statement-breakpoint
-- A key looks for its row once for each row written: for the levels of a sweep and their notices that was a third of its work. These look once for all rows of a statement.
-- Subqueries and no joins: a plan is kept, and one made for a few rows must not read whole tables for many.
CREATE FUNCTION check_references() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE dangling boolean;
BEGIN
  IF TG_TABLE_NAME = 'notices' THEN
    dangling := EXISTS (SELECT FROM (SELECT DISTINCT recipient_user_id AS id FROM added) a WHERE (SELECT u.user_id FROM users u WHERE u.user_id = a.id) IS NULL)
      OR EXISTS (SELECT FROM (SELECT DISTINCT post_id AS id FROM added WHERE post_id IS NOT NULL) a WHERE (SELECT p.post_id FROM posts p WHERE p.post_id = a.id) IS NULL)
      OR EXISTS (SELECT FROM (SELECT DISTINCT escalation_id AS id FROM added WHERE escalation_id IS NOT NULL) a WHERE (SELECT e.escalation_id FROM escalations e WHERE e.escalation_id = a.id) IS NULL);
  ELSIF TG_TABLE_NAME = 'escalations' THEN
    dangling := EXISTS (SELECT FROM added a WHERE a.clock_id IS NOT NULL AND (SELECT c.clock_id FROM clocks c WHERE c.clock_id = a.clock_id) IS NULL)
      OR EXISTS (SELECT FROM added a WHERE a.issue_id IS NOT NULL AND (SELECT i.issue_id FROM issues i WHERE i.issue_id = a.issue_id) IS NULL);
  ELSE
    dangling := EXISTS (SELECT FROM added a WHERE a.escalation_id IS NOT NULL AND (SELECT e.escalation_id FROM escalations e WHERE e.escalation_id = a.escalation_id) IS NULL);
  END IF;
  IF dangling THEN
    RAISE foreign_key_violation USING MESSAGE = format('a row of %I refers to one that is not there', TG_TABLE_NAME), TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER notices_refer AFTER INSERT ON notices REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_references();--> statement-breakpoint
CREATE TRIGGER escalations_refer AFTER INSERT ON escalations REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_references();--> statement-breakpoint
CREATE TRIGGER outbox_refer AFTER INSERT ON outbox REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_references();--> statement-breakpoint
-- What they refer to never changes afterwards.
CREATE FUNCTION refuse_other_reference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE restrict_violation USING MESSAGE = format('what a row of %I refers to never changes', TG_TABLE_NAME), TABLE = TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER notices_stay BEFORE UPDATE OF recipient_user_id, post_id, escalation_id ON notices FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_reference();--> statement-breakpoint
CREATE TRIGGER escalations_stay BEFORE UPDATE OF clock_id, issue_id ON escalations FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_reference();--> statement-breakpoint
CREATE TRIGGER outbox_stay BEFORE UPDATE OF escalation_id ON outbox FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_reference();--> statement-breakpoint
-- And what is referred to is not removed.
CREATE FUNCTION keep_referenced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE referred boolean;
BEGIN
  IF TG_TABLE_NAME = 'users' THEN
    referred := EXISTS (SELECT FROM gone g JOIN notices n ON n.recipient_user_id = g.user_id);
  ELSIF TG_TABLE_NAME = 'posts' THEN
    referred := EXISTS (SELECT FROM gone g JOIN notices n ON n.post_id = g.post_id);
  ELSIF TG_TABLE_NAME = 'escalations' THEN
    referred := EXISTS (SELECT FROM gone g JOIN notices n USING (escalation_id)) OR EXISTS (SELECT FROM gone g JOIN outbox o USING (escalation_id));
  ELSIF TG_TABLE_NAME = 'clocks' THEN
    referred := EXISTS (SELECT FROM gone g JOIN escalations e USING (clock_id));
  ELSE
    referred := EXISTS (SELECT FROM gone g JOIN escalations e USING (issue_id));
  END IF;
  IF referred THEN
    RAISE foreign_key_violation USING MESSAGE = format('a row of %I is still referred to', TG_TABLE_NAME), TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER users_kept AFTER DELETE ON users REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced();--> statement-breakpoint
CREATE TRIGGER posts_kept AFTER DELETE ON posts REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced();--> statement-breakpoint
CREATE TRIGGER escalations_kept AFTER DELETE ON escalations REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced();--> statement-breakpoint
CREATE TRIGGER clocks_kept AFTER DELETE ON clocks REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced();--> statement-breakpoint
CREATE TRIGGER issues_kept AFTER DELETE ON issues REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced();--> statement-breakpoint
-- All of them once more, for what was loaded with triggers off.
CREATE FUNCTION dangling_references() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM notices n WHERE NOT EXISTS (SELECT FROM users u WHERE u.user_id = n.recipient_user_id))
    + (SELECT count(*) FROM notices n WHERE n.post_id IS NOT NULL AND NOT EXISTS (SELECT FROM posts p WHERE p.post_id = n.post_id))
    + (SELECT count(*) FROM notices n WHERE n.escalation_id IS NOT NULL AND NOT EXISTS (SELECT FROM escalations e WHERE e.escalation_id = n.escalation_id))
    + (SELECT count(*) FROM escalations e WHERE e.clock_id IS NOT NULL AND NOT EXISTS (SELECT FROM clocks c WHERE c.clock_id = e.clock_id))
    + (SELECT count(*) FROM escalations e WHERE e.issue_id IS NOT NULL AND NOT EXISTS (SELECT FROM issues i WHERE i.issue_id = e.issue_id))
    + (SELECT count(*) FROM outbox o WHERE o.escalation_id IS NOT NULL AND NOT EXISTS (SELECT FROM escalations e WHERE e.escalation_id = o.escalation_id))
$$;
