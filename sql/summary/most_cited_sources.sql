-- Most cited sources: statements, articles and independent stories
SELECT
    left(source_name, 40) AS source,
    any_value(source_kind) AS kind,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT story_id) AS stories
FROM attributions
WHERE source_name IS NOT NULL
GROUP BY source_name
ORDER BY stories DESC, mentions DESC, source
LIMIT 10
