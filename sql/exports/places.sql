-- One row a place that is named, demonyms and datelines left out: where it is and how often it is named
SELECT
    place_id,
    mode(place_name ORDER BY place_name) AS place,
    mode(place_type ORDER BY place_type) AS place_type,
    mode(country_iso3 ORDER BY country_iso3) AS country_iso3,
    mode(country_name ORDER BY country_name) AS country,
    mode(admin1_name ORDER BY admin1_name) AS admin1,
    any_value(latitude ORDER BY region_mention_id) AS latitude,
    any_value(longitude ORDER BY region_mention_id) AS longitude,
    bool_or(is_centroid) AS is_centroid,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT story_id) AS stories,
    min(published_date) AS first_named,
    max(published_date) AS last_named,
    round(avg(confidence), 3) AS confidence
FROM region_mentions
WHERE place_id IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
GROUP BY place_id
ORDER BY stories DESC, mentions DESC, place_id
