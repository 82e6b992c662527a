-- Most named places, demonyms and datelines left out
SELECT
    place_name AS place,
    country_iso3 AS country,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT story_id) AS stories
FROM region_mentions
WHERE place_id IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
GROUP BY place_id, place_name, country_iso3
ORDER BY stories DESC, mentions DESC, place
LIMIT 10
