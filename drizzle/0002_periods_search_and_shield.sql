-- A firm has one liaison at any time: overlaps are refused by the database itself.
ALTER TABLE pairings ADD CONSTRAINT pairings_one_liaison EXCLUDE USING gist (firm_id WITH =, during WITH &&);
--> statement-breakpoint
ALTER TABLE pairings ADD CONSTRAINT pairings_period CHECK (ended_on IS NULL OR ended_on >= started_on);
--> statement-breakpoint
ALTER TABLE post_holdings ADD CONSTRAINT post_holdings_one_holder EXCLUDE USING gist (post_id WITH =, during WITH &&);
--> statement-breakpoint
ALTER TABLE post_holdings ADD CONSTRAINT post_holdings_period CHECK (ended_on IS NULL OR ended_on >= started_on);
--> statement-breakpoint
CREATE INDEX firms_search ON firms USING gin (search_text gin_trgm_ops);
--> statement-breakpoint
-- The order "longest without contact first": a firm never met sorts before every day, and pages are found by their keys.
CREATE INDEX firms_contact_order ON firms ((coalesce(last_contact_on, '0001-01-01'::date)), firm_id);
--> statement-breakpoint
CREATE INDEX firms_county_contact_order ON firms (county_code, (coalesce(last_contact_on, '0001-01-01'::date)), firm_id);
--> statement-breakpoint
CREATE INDEX deputies_search ON deputies USING gin (search_text gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX issues_title_search ON issues USING gin (title gin_trgm_ops);
--> statement-breakpoint
CREATE SEQUENCE issue_numbers;
--> statement-breakpoint
-- 三员分立: system administrator, security administrator and auditor exclude one another in one person.
ALTER TABLE role_grants ADD COLUMN during daterange GENERATED ALWAYS AS (daterange(started_on, ended_on, '[)')) STORED;
--> statement-breakpoint
ALTER TABLE role_grants ADD CONSTRAINT role_grants_separation EXCLUDE USING gist (user_id WITH =, role WITH <>, during WITH &&)
  WHERE (role IN ('system_administrator', 'security_administrator', 'auditor'));
--> statement-breakpoint
-- Shield: who spoke is visible by the actor that the transaction set, never by the query alone; the owner too is bound (FORCE).
ALTER TABLE issue_parties ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE issue_parties FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY issue_parties_read ON issue_parties FOR SELECT USING (
  confidentiality = 'open'
  OR (SELECT current_setting('app.actor_kind', true) = 'system' OR current_setting('app.role', true) = 'city_supervisor')
  OR (confidentiality = 'shielded' AND (SELECT current_setting('app.role', true) IN ('county_supervisor', 'station_clerk', 'township_officer', 'deputy')))
  OR deputy_id = (SELECT nullif(current_setting('app.deputy_id', true), '')::integer)
  OR firm_id = (SELECT nullif(current_setting('app.firm_id', true), '')::integer)
);
--> statement-breakpoint
-- Whoever raises an issue may write its parties, also when they may not read them afterwards (a sealed one).
CREATE POLICY issue_parties_insert ON issue_parties FOR INSERT WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY issue_parties_update ON issue_parties FOR UPDATE USING (
  (SELECT current_setting('app.actor_kind', true) = 'system' OR current_setting('app.role', true) IN ('city_supervisor', 'county_supervisor'))
);
