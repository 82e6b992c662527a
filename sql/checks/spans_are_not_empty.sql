-- Every span ends after it starts and has all its three parts or none
SELECT 'attributions' AS in_table, attribution_id AS row_id
FROM attributions
WHERE content_start >= content_end OR source_start >= source_end OR cue_start >= cue_end
    OR (source_start IS NULL) <> (source_text IS NULL) OR (cue_start IS NULL) <> (cue_text IS NULL)
UNION ALL
SELECT 'region_mentions', region_mention_id FROM region_mentions WHERE "start" >= "end"
UNION ALL
SELECT 'force_levels', force_level_id FROM force_levels WHERE "start" >= "end"
UNION ALL
SELECT 'date_mentions', date_mention_id FROM date_mentions WHERE "start" >= "end"
UNION ALL
SELECT 'entity_mentions', entity_mention_id FROM entity_mentions WHERE "start" >= "end"
