-- Who is cited most? Copies of one story count once, which is why stories come before mentions. From source_months, whose
-- stories can be added up: a condition on month asks for a part of the time
WITH most_cited AS (
    SELECT
        source_key AS source_name,
        sum(named_stories)::BIGINT AS stories,
        sum(named_articles)::BIGINT AS articles,
        sum(named_mentions)::BIGINT AS mentions,
        round(sum(named_quotations) / sum(named_mentions), 2) AS share_quoted
    FROM source_months
    WHERE level = 'name' AND named_mentions > 0
    GROUP BY source_key
    ORDER BY stories DESC, mentions DESC, source_name
    LIMIT 10
)

SELECT
    m.source_name,
    any_value(a.source_kind ORDER BY a.attribution_id) AS kind,
    m.stories,
    m.articles,
    m.mentions,
    m.share_quoted
FROM most_cited AS m INNER JOIN attributions AS a ON a.source_name = m.source_name AND a.anonymity = 'named'
GROUP BY ALL
ORDER BY m.stories DESC, m.mentions DESC, m.source_name
