-- Most cited sources with a name: statements, articles, stories
WITH most_cited AS (
    SELECT
        source_key AS source_id,
        sum(named_mentions)::BIGINT AS mentions,
        sum(named_articles)::BIGINT AS articles,
        sum(named_stories)::BIGINT AS stories
    FROM source_months
    WHERE level = 'source' AND named_mentions > 0
    GROUP BY source_key
    ORDER BY stories DESC, mentions DESC, source_id
    LIMIT 10
)

SELECT
    s.display_name AS source,
    s.kind,
    m.mentions,
    m.articles,
    m.stories
FROM most_cited AS m INNER JOIN sources AS s USING (source_id)
ORDER BY m.stories DESC, m.mentions DESC, source
