-- Which countries are named in the same stories?
WITH stories AS (
    SELECT story_id, list_distinct(list(country_name)) AS countries
    FROM region_mentions
    WHERE country_iso3 IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
    GROUP BY story_id
),

named AS (SELECT countries, unnest(countries) AS country FROM stories),

pairs AS (SELECT country, unnest(countries) AS named_with FROM named)

SELECT country, named_with, count(*) AS stories
FROM pairs
WHERE country < named_with
GROUP BY ALL
ORDER BY stories DESC, country, named_with
LIMIT 10
