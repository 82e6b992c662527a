-- Sources that more stories cite by name in the seven days up to a day than in a usual week of the four before it
WITH recent AS (
    SELECT
        coalesce(source_id, source_kind || ':' || lower(source_name)) AS local_id,
        published_date > $day::DATE - 7 AS is_recent,
        story_id
    FROM attributions
    WHERE anonymity = 'named' AND published_date > $day::DATE - 35 AND published_date <= $day::DATE
),

counted AS (
    SELECT
        coalesce(l.source_id, r.local_id) AS source_id,
        count(DISTINCT r.story_id) FILTER (r.is_recent) AS stories,
        count(DISTINCT r.story_id) FILTER (NOT r.is_recent) / 4 AS usual
    FROM recent AS r
    LEFT JOIN source_links AS l USING (local_id)
    GROUP BY 1
)

SELECT c.source_id AS id, p.source_name AS name, c.stories, c.usual
FROM counted AS c
INNER JOIN source_profile AS p USING (source_id)
WHERE c.stories > c.usual
ORDER BY c.stories - c.usual DESC, c.stories DESC, id
LIMIT $most
