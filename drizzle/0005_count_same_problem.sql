-- Firms whose open issues lie with one unit under one category. Only the number leaves: whoever dispatches may not see who the firms are,
-- yet the class issue counts the shielded ones too.
CREATE FUNCTION count_same_problem(unit integer, category text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  asker text := current_setting('app.actor_kind', true);
  firms integer;
BEGIN
  PERFORM set_config('app.actor_kind', 'system', true);
  SELECT count(DISTINCT p.firm_id) INTO firms FROM issues i JOIN issue_parties p ON p.issue_id = i.issue_id
  WHERE i.state <> 'closed' AND i.lead_department_id IS NOT NULL AND i.lead_department_id = unit AND i.category_code = category;
  PERFORM set_config('app.actor_kind', coalesce(asker, ''), true);
  RETURN firms;
END
$$;
