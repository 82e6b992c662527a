-- Where does each outlet look? The three countries that it names in most of its stories
WITH counted AS (
    SELECT outlet, country_name, count(DISTINCT story_id) AS stories
    FROM region_mentions
    WHERE outlet IS NOT NULL AND country_name IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
    GROUP BY outlet, country_name
)

SELECT outlet, country_name AS country, stories
FROM counted
QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY stories DESC, country_name) <= 3
ORDER BY outlet, stories DESC, country
LIMIT 12
