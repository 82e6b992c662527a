-- How often each place, division, country and subregion is named, week by week (from Monday): what region_trend compares.
-- One row a week, level and region; a mention counts on each level, a story in each of its weeks. Demonyms and datelines count only in the columns that end in _with_all. Countries are
-- those of the setting `borders` (map_country)
-- refresh by: week
WITH named AS (
    SELECT
        date_trunc('week', m.published_date)::DATE AS week,
        m.article_id,
        m.story_id,
        m.mention_type NOT IN ('demonym', 'dateline') AS is_place_named,
        unnest([
            {'level': 'place', 'region_id': m.place_id, 'region': m.place_name},
            {'level': 'admin1', 'region_id': coalesce(m.admin1_code, m.country_iso3 || ': ' || m.admin1_name), 'region': m.admin1_name},
            {'level': 'country', 'region_id': m.map_iso3, 'region': map_country_name(m.country_name, m.country_iso3, m.map_iso3)},
            {'level': 'subregion', 'region_id': m.subregion, 'region': m.subregion}
        ], recursive := true)
    FROM (SELECT *, map_country(country_iso3, disputed, held_by) AS map_iso3 FROM region_mentions) AS m
    WHERE m.place_id IS NOT NULL AND m.published_date IS NOT NULL
)

SELECT
    week,
    level,
    region_id,
    any_value(region) AS region,
    count(*) FILTER (is_place_named) AS mentions,
    count(DISTINCT article_id) FILTER (is_place_named) AS articles,
    count(DISTINCT story_id) FILTER (is_place_named) AS stories,
    count(*) AS mentions_with_all,
    count(DISTINCT article_id) AS articles_with_all,
    count(DISTINCT story_id) AS stories_with_all
FROM named
WHERE region_id IS NOT NULL
GROUP BY week, level, region_id
