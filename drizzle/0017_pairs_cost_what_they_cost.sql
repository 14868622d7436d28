-- Cutting a firm's words into pairs takes a thousand times a comparison. Untold, the planner walks the names in order and cuts all 29,000 for one page of a search.
ALTER FUNCTION han_pairs(text) COST 10000;
