-- Places that more stories name in the seven days up to a day than in a usual week of the four before it
WITH recent AS (
    SELECT place_id, published_date > $day::DATE - 7 AS is_recent, story_id
    FROM region_mentions
    WHERE place_id IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
        AND published_date > $day::DATE - 35 AND published_date <= $day::DATE
),

counted AS (
    SELECT
        place_id,
        count(DISTINCT story_id) FILTER (is_recent) AS stories,
        count(DISTINCT story_id) FILTER (NOT is_recent) / 4 AS usual
    FROM recent
    GROUP BY place_id
),

rising AS (
    SELECT * FROM counted WHERE stories > usual ORDER BY stories - usual DESC, stories DESC, place_id LIMIT $most
)

SELECT r.place_id AS id, any_value(p.place_name ORDER BY p.place_name) AS name, r.stories, r.usual
FROM rising AS r
INNER JOIN place_months AS p USING (place_id)
GROUP BY r.place_id, r.stories, r.usual
ORDER BY r.stories - r.usual DESC, r.stories DESC, r.place_id
