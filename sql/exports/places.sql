-- One row a place that is named, demonyms and datelines left out: where it is and how often it is named
WITH places AS (
    SELECT
        place_id,
        mode(place_name ORDER BY place_name) AS place,
        mode(place_type ORDER BY place_type) AS place_type,
        mode(country_iso3 ORDER BY country_iso3) AS country_iso3,
        mode(country_name ORDER BY country_name) AS country,
        mode(admin1_name ORDER BY admin1_name) AS admin1,
        mode(disputed ORDER BY disputed) AS disputed,
        mode(held_by ORDER BY held_by) AS held_by,
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
)

SELECT
    p.place_id,
    p.place,
    p.place_type,
    p.country_iso3,
    c.m49 AS country_m49,
    c.gw AS country_gw,
    c.cow AS country_cow,
    p.country,
    p.admin1,
    p.disputed,
    p.held_by,
    p.latitude,
    p.longitude,
    p.is_centroid,
    p.mentions,
    p.articles,
    p.stories,
    p.first_named,
    p.last_named,
    p.confidence
FROM places AS p
LEFT JOIN country_codes AS c ON c.iso3 = p.country_iso3
ORDER BY p.stories DESC, p.mentions DESC, p.place_id
