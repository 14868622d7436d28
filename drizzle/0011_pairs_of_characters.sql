-- Words of two Chinese characters are what people search most, and too short for trigrams: every pair that stands side by side, once.
CREATE FUNCTION han_pairs(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT coalesce(array_agg(DISTINCT substr(han, at, 2)), '{}')
  FROM (SELECT regexp_replace(words, '[ -~]+', ' ', 'g') AS han) AS folded,
    LATERAL generate_series(1, greatest(length(han) - 1, 0)) AS at
);
--> statement-breakpoint
CREATE INDEX firms_pairs ON firms USING gin (han_pairs(search_text));
