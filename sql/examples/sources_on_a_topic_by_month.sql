-- Who is cited most on a topic, month by month of publication? The topic is words that an article holds; three sources a month
-- set: topic = Iraq
WITH cited AS (
    SELECT
        date_trunc('month', a.published_date)::DATE AS month,
        coalesce(l.source_id, a.source_id, a.source_kind || ':' || lower(a.source_name)) AS source_key,
        min(a.source_name) AS source_name,
        count(DISTINCT a.story_id) AS stories,
        count(*) AS mentions
    FROM attributions AS a
    SEMI JOIN search_articles($topic) USING (article_id)
    LEFT JOIN source_links AS l ON coalesce(a.source_id, a.source_kind || ':' || lower(a.source_name)) = l.local_id
    WHERE a.anonymity = 'named' AND a.source_name IS NOT NULL AND a.published_date IS NOT NULL
    GROUP BY ALL
)

SELECT
    c.month,
    coalesce(s.display_name, c.source_name) AS source,
    c.stories,
    c.mentions
FROM cited AS c
LEFT JOIN sources AS s ON s.source_id = c.source_key
QUALIFY row_number() OVER (PARTITION BY c.month ORDER BY c.stories DESC, c.mentions DESC, c.source_key) <= 3
ORDER BY c.month, c.stories DESC, c.mentions DESC, source
