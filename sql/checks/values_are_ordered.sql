-- Bounds and periods are in order: low ≤ value ≤ high, first day ≤ last day; nobody counts fewer than no soldiers
SELECT force_level_id AS row_id, value_low, value, value_high, as_of_start, as_of_end
FROM force_levels
WHERE value_low > value_high OR value < value_low OR value > value_high OR least(value_low, value_high) < 0
    OR as_of_start > as_of_end OR (as_of_start IS NULL) <> (as_of_end IS NULL)
UNION ALL
SELECT date_mention_id, NULL, NULL, NULL, start_date, end_date
FROM date_mentions
WHERE start_date > end_date
