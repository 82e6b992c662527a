-- Where does each outlet look? The three countries that it names in most of its stories
WITH counted AS (
    SELECT outlet, country_name, sum(stories)::BIGINT AS stories
    FROM outlet_countries
    WHERE outlet IS NOT NULL
    GROUP BY outlet, country_name
)

SELECT outlet, country_name AS country, stories
FROM counted
QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY stories DESC, country_name) <= 3
ORDER BY outlet, stories DESC, country
LIMIT 12
