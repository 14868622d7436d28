-- The firm's own words are as visible as its identity: the subquery is itself under row-level security.
ALTER TABLE issue_texts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE issue_texts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY issue_texts_read ON issue_texts FOR SELECT USING (
  NOT from_firm OR EXISTS (SELECT 1 FROM issue_parties WHERE issue_parties.issue_id = issue_texts.issue_id)
);
--> statement-breakpoint
CREATE POLICY issue_texts_insert ON issue_texts FOR INSERT WITH CHECK (true);
