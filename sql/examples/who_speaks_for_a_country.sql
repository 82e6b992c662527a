-- Whose voice is heard? Statements by the country that the source speaks for
WITH most_heard AS (
    SELECT
        source_key AS country,
        sum(stories)::BIGINT AS stories,
        sum(mentions)::BIGINT AS mentions,
        sum(government_mentions)::BIGINT AS from_governments
    FROM source_months
    WHERE level = 'country'
    GROUP BY source_key
    ORDER BY stories DESC, mentions DESC, country
    LIMIT 10
),

named AS (
    SELECT DISTINCT affiliation_iso3 AS country, source_name
    FROM attributions
    WHERE anonymity = 'named' AND affiliation_iso3 IN (SELECT country FROM most_heard)
)

SELECT
    m.country,
    m.stories,
    m.mentions,
    m.from_governments,
    string_agg(n.source_name, '; ' ORDER BY n.source_name) AS named_sources
FROM most_heard AS m LEFT JOIN named AS n USING (country)
GROUP BY m.country, m.stories, m.mentions, m.from_governments
ORDER BY m.stories DESC, m.mentions DESC, m.country
