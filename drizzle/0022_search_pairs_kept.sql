-- The pairs of a firm's words lie beside them: the planner then weighs a page of a search rightly, where a function's price made it cut thousands of names anew for fifty.
DROP INDEX firms_pairs;--> statement-breakpoint
ALTER TABLE firms ADD COLUMN search_pairs text[] GENERATED ALWAYS AS (han_pairs(search_text)) STORED;--> statement-breakpoint
CREATE INDEX firms_pairs ON firms USING gin (search_pairs);
