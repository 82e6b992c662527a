-- Which regions are named more than before? Week by week (from Monday), on each level (place, admin1, country, subregion:
-- choose one), with the mean of the four weeks before and the share of the week's articles. Demonyms and datelines count
-- only in the columns that end in _with_all. Weeks without a mention have no row and count as none in the mean
WITH named AS (
    SELECT
        date_trunc('week', m.published_date)::DATE AS week,
        m.article_id,
        m.story_id,
        m.mention_type NOT IN ('demonym', 'dateline') AS is_place_named,
        unnest([
            {'level': 'place', 'region_id': m.place_id, 'region': m.place_name},
            {'level': 'admin1', 'region_id': coalesce(m.admin1_code, m.country_iso3 || ': ' || m.admin1_name), 'region': m.admin1_name},
            {'level': 'country', 'region_id': m.country_iso3, 'region': m.country_name},
            {'level': 'subregion', 'region_id': m.subregion, 'region': m.subregion}
        ], recursive := true)
    FROM region_mentions AS m
    INNER JOIN articles AS a USING (article_id, revision)
    WHERE a.is_current AND m.place_id IS NOT NULL AND m.published_date IS NOT NULL
),

weekly AS (
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
),

published AS (
    SELECT date_trunc('week', published_at)::DATE AS week, count(*) AS articles_in_week
    FROM articles
    WHERE is_current
    GROUP BY week
)

SELECT
    w.*,
    round(w.articles / p.articles_in_week, 4) AS share_of_articles,
    coalesce(sum(w.stories) OVER before, 0) / 4 AS stories_in_a_usual_week,
    w.stories - coalesce(sum(w.stories) OVER before, 0) / 4 AS rise
FROM weekly AS w
LEFT JOIN published AS p USING (week)
WINDOW before AS (
    PARTITION BY w.level, w.region_id
    ORDER BY w.week
    RANGE BETWEEN INTERVAL 28 DAYS PRECEDING AND INTERVAL 7 DAYS PRECEDING
)
