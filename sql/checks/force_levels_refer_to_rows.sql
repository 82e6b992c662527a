-- A figure's attribution and base are rows of the same article
SELECT f.force_level_id, f.attribution_id, f.base_force_level_id
FROM force_levels AS f
LEFT JOIN attributions AS a ON a.attribution_id = f.attribution_id AND a.article_id = f.article_id
LEFT JOIN force_levels AS b ON b.force_level_id = f.base_force_level_id AND b.article_id = f.article_id
WHERE (f.attribution_id IS NOT NULL AND a.attribution_id IS NULL)
    OR (f.base_force_level_id IS NOT NULL AND b.force_level_id IS NULL)
