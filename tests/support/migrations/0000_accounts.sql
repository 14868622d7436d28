CREATE TABLE transfers (
  transfer_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  idempotency_key text NOT NULL UNIQUE,
  note text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  counts integer[] NOT NULL DEFAULT '{}',
  facts jsonb,
  amount numeric(12, 2) NOT NULL DEFAULT 0,
  content bytea,
  on_day date,
  made_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE entries (
  entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transfer_id integer NOT NULL REFERENCES transfers,
  line integer NOT NULL,
  doubled integer GENERATED ALWAYS AS (line * 2) STORED,
  UNIQUE (transfer_id, line)
);
