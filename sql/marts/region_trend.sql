-- Which regions are named more than before? Week by week (from Monday), on each level (place, admin1, country, subregion:
-- choose one), with the mean of the four weeks before and the share of the week's articles. Demonyms and datelines count
-- only in the columns that end in _with_all. Weeks without a mention have no row and count as none in the mean
-- refresh by: week, with 4 before it
WITH published AS (
    SELECT date_trunc('week', coalesce(published_date, published_at::DATE))::DATE AS week, count(*) AS articles_in_week
    FROM articles
    WHERE is_current
    GROUP BY week
)

SELECT
    w.*,
    round(w.articles / p.articles_in_week, 4) AS share_of_articles,
    coalesce(sum(w.stories) OVER before, 0) / 4 AS stories_in_a_usual_week,
    w.stories - coalesce(sum(w.stories) OVER before, 0) / 4 AS rise
FROM region_weeks AS w
LEFT JOIN published AS p USING (week)
WINDOW before AS (
    PARTITION BY w.level, w.region_id
    ORDER BY w.week
    RANGE BETWEEN INTERVAL 28 DAYS PRECEDING AND INTERVAL 7 DAYS PRECEDING
)
