-- Which firms spoke is asked of all of them at once (health of pairs): with what row-level security looks at in the index, the rows themselves need not be read.
DROP INDEX issue_parties_firm;--> statement-breakpoint
CREATE INDEX issue_parties_firm ON issue_parties USING btree (firm_id, issue_id) INCLUDE (confidentiality, deputy_id);
