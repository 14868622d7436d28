-- Messages: the whole row is visible by the actor that the transaction set. app.message_id is the message of a status link's holder, or the
-- one that a command has loaded in scope and is changing.
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY messages_read ON messages FOR SELECT USING (
  (SELECT current_setting('app.actor_kind', true) = 'system' OR current_setting('app.role', true) = 'city_supervisor')
  OR message_id = (SELECT nullif(current_setting('app.message_id', true), '')::integer)
  OR firm_id = (SELECT nullif(current_setting('app.firm_id', true), '')::integer)
  OR (confidentiality = 'open' AND (
    (county_code = (SELECT nullif(current_setting('app.county_code', true), '')) AND (SELECT current_setting('app.role', true) = 'county_supervisor'))
    OR (NOT is_direct AND township_code = (SELECT nullif(current_setting('app.township_code', true), '')) AND (SELECT current_setting('app.role', true) IN ('station_clerk', 'township_officer')))
    OR (NOT is_direct AND deputy_id = (SELECT nullif(current_setting('app.deputy_id', true), '')::integer))))
);
--> statement-breakpoint
CREATE POLICY messages_insert ON messages FOR INSERT WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY messages_update ON messages FOR UPDATE USING (
  (SELECT current_setting('app.actor_kind', true) = 'system')
  OR message_id = (SELECT nullif(current_setting('app.message_id', true), '')::integer)
);
--> statement-breakpoint
-- The words of steps are as visible as the message: the subquery is itself under row-level security.
ALTER TABLE message_texts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE message_texts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY message_texts_read ON message_texts FOR SELECT USING (
  EXISTS (SELECT 1 FROM messages WHERE messages.message_id = message_texts.message_id)
);
--> statement-breakpoint
CREATE POLICY message_texts_insert ON message_texts FOR INSERT WITH CHECK (true);
--> statement-breakpoint
-- 我受到压力 is read by the city supervisor alone; who says so may write it and not read it again.
ALTER TABLE pressure_reports ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE pressure_reports FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY pressure_reports_read ON pressure_reports FOR SELECT USING (
  (SELECT current_setting('app.actor_kind', true) = 'system' OR current_setting('app.role', true) = 'city_supervisor')
);
--> statement-breakpoint
CREATE POLICY pressure_reports_insert ON pressure_reports FOR INSERT WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY pressure_reports_update ON pressure_reports FOR UPDATE USING (
  (SELECT current_setting('app.role', true) = 'city_supervisor')
);
--> statement-breakpoint
-- Whoever holds the secret link of an issue reads its parties as the firm does.
DROP POLICY issue_parties_read ON issue_parties;
--> statement-breakpoint
CREATE POLICY issue_parties_read ON issue_parties FOR SELECT USING (
  confidentiality = 'open'
  OR (SELECT current_setting('app.actor_kind', true) = 'system' OR current_setting('app.role', true) = 'city_supervisor')
  OR (confidentiality = 'shielded' AND (SELECT current_setting('app.role', true) IN ('county_supervisor', 'station_clerk', 'township_officer', 'deputy')))
  OR deputy_id = (SELECT nullif(current_setting('app.deputy_id', true), '')::integer)
  OR firm_id = (SELECT nullif(current_setting('app.firm_id', true), '')::integer)
  OR issue_id = (SELECT nullif(current_setting('app.issue_id', true), '')::integer)
);
