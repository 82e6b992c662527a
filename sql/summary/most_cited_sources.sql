-- Most cited sources with a name: statements, articles, stories
WITH most_cited AS (
    SELECT
        source_key,
        sum(named_mentions)::BIGINT AS mentions,
        sum(named_articles)::BIGINT AS articles,
        sum(named_stories)::BIGINT AS stories
    FROM source_months
    WHERE level = 'name' AND named_mentions > 0
    GROUP BY source_key
    ORDER BY stories DESC, mentions DESC, source_key
    LIMIT 10
)

SELECT
    left(m.source_key, 40) AS source,
    mode(a.source_kind ORDER BY a.source_kind) AS kind,
    m.mentions,
    m.articles,
    m.stories
FROM most_cited AS m INNER JOIN attributions AS a ON a.source_name = m.source_key AND a.anonymity = 'named'
GROUP BY m.source_key, m.mentions, m.articles, m.stories
ORDER BY m.stories DESC, m.mentions DESC, m.source_key
