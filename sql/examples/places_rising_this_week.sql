-- Which places are in the news more than usual? The week up to a day against the four weeks before: change the day
WITH asked AS (SELECT DATE '2024-06-12' AS day),

counted AS (
    SELECT
        place_name,
        country_iso3,
        count(DISTINCT story_id) FILTER (published_date > day - 7) AS stories_this_week,
        count(DISTINCT story_id) FILTER (published_date <= day - 7) / 4 AS stories_in_a_usual_week
    FROM region_mentions, asked
    WHERE place_id IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
        AND published_date > day - 35 AND published_date <= day
    GROUP BY place_id, place_name, country_iso3
)

SELECT *, stories_this_week - stories_in_a_usual_week AS rise
FROM counted
WHERE stories_this_week > stories_in_a_usual_week
ORDER BY rise DESC, place_name
LIMIT 10
