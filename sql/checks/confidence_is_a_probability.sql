-- Confidence lies between 0 and 1
SELECT 'attributions' AS in_table, attribution_id AS row_id, confidence
FROM attributions WHERE NOT confidence BETWEEN 0 AND 1
UNION ALL
SELECT 'region_mentions', region_mention_id, confidence FROM region_mentions WHERE NOT confidence BETWEEN 0 AND 1
UNION ALL
SELECT 'force_levels', force_level_id, confidence FROM force_levels WHERE NOT confidence BETWEEN 0 AND 1
UNION ALL
SELECT 'date_mentions', date_mention_id, confidence FROM date_mentions WHERE NOT confidence BETWEEN 0 AND 1
UNION ALL
SELECT 'entity_mentions', entity_mention_id, confidence FROM entity_mentions WHERE NOT confidence BETWEEN 0 AND 1
