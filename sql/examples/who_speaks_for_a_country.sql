-- Whose voice is heard? Statements by the country that the source speaks for
SELECT
    affiliation_iso3 AS country,
    count(DISTINCT story_id) AS stories,
    count(*) AS mentions,
    count(*) FILTER (source_kind = 'government') AS from_governments,
    string_agg(DISTINCT source_name, '; ' ORDER BY source_name) FILTER (anonymity = 'named') AS named_sources
FROM attributions
WHERE affiliation_iso3 IS NOT NULL
GROUP BY affiliation_iso3
ORDER BY stories DESC, mentions DESC, country
LIMIT 10
