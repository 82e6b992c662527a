-- How often each country, or a place in it, is named, month by month, and how sure that is (the mean confidence of these
-- mentions); demonyms and datelines are left out. place_months counts the country by its own name alone. A story and its articles count in the month that the story began in (story_overview), and so add
-- up over months. Countries are those of the setting `borders` (map_country)
-- refresh by: month of the story
SELECT
    t.month,
    m.map_iso3 AS country_iso3,
    min_by(map_country_name(m.country_name, m.country_iso3, m.map_iso3), m.country_name) AS country_name,
    count(*) AS mentions,
    count(DISTINCT m.article_id) AS articles,
    count(DISTINCT m.story_id) AS stories,
    avg(m.confidence) AS confidence
FROM (SELECT *, map_country(country_iso3, disputed, held_by) AS map_iso3 FROM region_mentions) AS m
INNER JOIN story_overview AS t USING (story_id)
WHERE m.place_id IS NOT NULL AND m.map_iso3 IS NOT NULL AND m.mention_type NOT IN ('demonym', 'dateline')
GROUP BY t.month, m.map_iso3
