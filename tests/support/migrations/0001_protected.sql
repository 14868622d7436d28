CREATE TABLE secrets (
  secret_id integer PRIMARY KEY,
  owner_id integer NOT NULL,
  text text NOT NULL
);
--> statement-breakpoint
ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE secrets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY secrets_own ON secrets USING (owner_id = nullif(current_setting('app.user_id', true), '')::integer);
--> statement-breakpoint
CREATE TABLE log_lines (
  log_line_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  previous_id integer REFERENCES log_lines,
  text text NOT NULL
);
--> statement-breakpoint
CREATE SEQUENCE numbers;
--> statement-breakpoint
CREATE VIEW transfer_sizes AS SELECT transfer_id, count(*) AS lines FROM entries GROUP BY transfer_id;
