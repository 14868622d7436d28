-- Processes keep sessions they have looked up; whatever ends or changes an access tells them all, at commit.
CREATE FUNCTION announce_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('liaison_access', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER sessions_announced AFTER UPDATE OF revoked_at, expires_at, grant_id, idle_minutes OR DELETE ON sessions
  FOR EACH STATEMENT EXECUTE FUNCTION announce_access();--> statement-breakpoint
CREATE TRIGGER users_announced AFTER UPDATE OF state, name OR DELETE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION announce_access();--> statement-breakpoint
CREATE TRIGGER role_grants_announced AFTER UPDATE OR DELETE ON role_grants
  FOR EACH STATEMENT EXECUTE FUNCTION announce_access();
