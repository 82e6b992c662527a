-- How often each place, division, country and subregion is named, day by day. One row a day, level and region: choose one
-- level (place, admin1, country, subregion), for a mention counts once on each: "Mosul" for a place, Nineveh, Iraq and
-- Western Asia. A story of two days counts on both: over days add up mentions, and stories by country_months or
-- place_months. Demonyms and datelines name no place and
-- are left out of mentions, articles and stories; the columns that end in _with_all take them in. Countries are those of
-- the setting `borders` (map_country)
-- refresh by: day
WITH named AS (
    SELECT
        m.published_date AS day,
        m.article_id,
        m.story_id,
        m.mention_type NOT IN ('demonym', 'dateline') AS is_place_named,
        m.mention_type,
        unnest([
            {'level': 'place', 'region_id': m.place_id, 'region': m.place_name},
            {'level': 'admin1', 'region_id': coalesce(m.admin1_code, m.country_iso3 || ': ' || m.admin1_name), 'region': m.admin1_name},
            {'level': 'country', 'region_id': m.map_iso3, 'region': map_country_name(m.country_name, m.country_iso3, m.map_iso3)},
            {'level': 'subregion', 'region_id': m.subregion, 'region': m.subregion}
        ], recursive := true),
        m.place_type,
        m.map_iso3 AS country_iso3,
        m.subregion,
        m.latitude,
        m.longitude
    FROM (SELECT *, map_country(country_iso3, disputed, held_by) AS map_iso3 FROM region_mentions) AS m
    WHERE m.place_id IS NOT NULL
)

SELECT
    day,
    level,
    region_id,
    any_value(region) AS region,
    CASE level WHEN 'place' THEN any_value(place_type) END AS place_type,
    CASE WHEN level <> 'subregion' THEN any_value(country_iso3) END AS country_iso3,
    any_value(subregion) AS subregion,
    CASE level WHEN 'place' THEN any_value(latitude) END AS latitude,
    CASE level WHEN 'place' THEN any_value(longitude) END AS longitude,
    count(*) FILTER (is_place_named) AS mentions,
    count(DISTINCT article_id) FILTER (is_place_named) AS articles,
    count(DISTINCT story_id) FILTER (is_place_named) AS stories,
    count(*) FILTER (mention_type = 'demonym') AS demonym_mentions,
    count(*) FILTER (mention_type = 'dateline') AS dateline_mentions,
    count(*) AS mentions_with_all,
    count(DISTINCT article_id) AS articles_with_all,
    count(DISTINCT story_id) AS stories_with_all
FROM named
WHERE region_id IS NOT NULL
GROUP BY day, level, region_id
