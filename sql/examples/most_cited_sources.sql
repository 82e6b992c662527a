-- Who is cited most? Copies of one story count once, which is why stories come before mentions
SELECT
    source_name,
    any_value(source_kind ORDER BY attribution_id) AS kind,
    count(DISTINCT story_id) AS stories,
    count(DISTINCT article_id) AS articles,
    count(*) AS mentions,
    round(avg((speech_type IN ('direct', 'mixed'))::BIGINT), 2) AS share_quoted
FROM attributions
WHERE anonymity = 'named' AND source_name IS NOT NULL
GROUP BY source_name
ORDER BY stories DESC, mentions DESC, source_name
LIMIT 10
