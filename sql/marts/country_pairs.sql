-- In how many stories two countries, or places in them, are named together, by the month that the stories began in; demonyms and datelines
-- are left out. One row per pair, its countries in alphabetical order; stories add up over months. Countries are those of
-- the setting `borders` (map_country)
-- refresh by: month of the story
WITH named AS (
    SELECT DISTINCT t.month, m.story_id, map_country_name(m.country_name, m.country_iso3, m.map_iso3) AS country_name
    FROM (SELECT *, map_country(country_iso3, disputed, held_by) AS map_iso3 FROM region_mentions) AS m
    INNER JOIN story_overview AS t USING (story_id)
    WHERE m.map_iso3 IS NOT NULL AND m.country_name IS NOT NULL AND m.mention_type NOT IN ('demonym', 'dateline')
)

SELECT
    one.month,
    one.country_name AS country,
    other.country_name AS named_with,
    count(*) AS stories
FROM named AS one INNER JOIN named AS other ON other.story_id = one.story_id AND one.country_name < other.country_name
GROUP BY one.month, one.country_name, other.country_name
