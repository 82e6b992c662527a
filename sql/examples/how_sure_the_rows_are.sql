-- How much is left when only the surest rows count? Rows of each table by the least confidence that is asked of them
WITH every AS (
    SELECT 'attributions' AS in_table, confidence FROM attributions
    UNION ALL SELECT 'region_mentions', confidence FROM region_mentions
    UNION ALL SELECT 'force_levels', confidence FROM force_levels
    UNION ALL SELECT 'date_mentions', confidence FROM date_mentions
    UNION ALL SELECT 'entity_mentions', confidence FROM entity_mentions
)

SELECT
    in_table,
    count(*) AS all_rows,
    count(*) FILTER (confidence >= 0.5) AS at_half,
    count(*) FILTER (confidence >= 0.8) AS at_four_fifths,
    count(*) FILTER (confidence >= 0.9) AS at_nine_tenths,
    round(avg(confidence), 2) AS average
FROM every
GROUP BY in_table
ORDER BY in_table
