-- Most cited sources: statements, articles and independent stories
SELECT
    coalesce(source_name, source_text, 'not told') AS source,
    any_value(source_kind) AS kind,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT story_id) AS stories
FROM attributions
WHERE source_text IS NOT NULL
GROUP BY ALL
ORDER BY stories DESC, mentions DESC, source
LIMIT 10
