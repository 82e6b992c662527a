-- Which countries are named in the same stories?
WITH named AS (
    SELECT DISTINCT story_id, country_name
    FROM region_mentions
    WHERE country_iso3 IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
)

SELECT one.country_name AS country, other.country_name AS named_with, count(*) AS stories
FROM named AS one
JOIN named AS other ON other.story_id = one.story_id AND one.country_name < other.country_name
GROUP BY ALL
ORDER BY stories DESC, country, named_with
LIMIT 10
