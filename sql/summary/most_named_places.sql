-- Most named places, demonyms and datelines left out
SELECT
    place_name AS place,
    country_iso3 AS country,
    sum(mentions)::BIGINT AS mentions,
    sum(articles)::BIGINT AS articles,
    sum(stories)::BIGINT AS stories
FROM place_months
GROUP BY place_id, place_name, country_iso3
ORDER BY stories DESC, mentions DESC, place
LIMIT 10
