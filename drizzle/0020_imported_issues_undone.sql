-- An import of a ledger can be taken back as a whole: only the parties of issues that came in with one may be deleted.
CREATE POLICY issue_parties_delete ON issue_parties FOR DELETE USING (
  EXISTS (
    SELECT 1 FROM import_rows r JOIN imports USING (import_id)
    WHERE imports.kind = 'issues' AND r.change = 'added' AND r.target_id = issue_parties.issue_id
  )
);
