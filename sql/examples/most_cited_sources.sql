-- Who is cited most? Copies of one story count once, which is why stories come before mentions, and a source counts once
-- under all its names. From source_months, whose stories can be added up: a condition on month asks for a part of the time
WITH most_cited AS (
    SELECT
        source_key AS source_id,
        sum(named_stories)::BIGINT AS stories,
        sum(named_articles)::BIGINT AS articles,
        sum(named_mentions)::BIGINT AS mentions,
        round(sum(named_quotations) / sum(named_mentions), 2) AS share_quoted
    FROM source_months
    WHERE level = 'source' AND named_mentions > 0
    GROUP BY source_key
    ORDER BY stories DESC, mentions DESC, source_id
    LIMIT 10
)

SELECT
    s.display_name AS source_name,
    s.kind,
    m.stories,
    m.articles,
    m.mentions,
    m.share_quoted
FROM most_cited AS m INNER JOIN sources AS s USING (source_id)
ORDER BY m.stories DESC, m.mentions DESC, source_name
