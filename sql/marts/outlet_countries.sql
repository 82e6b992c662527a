-- How often each outlet names each country, or a place in it, month by month; demonyms and datelines are left out. A story and its articles
-- count in the month that the story began in (story_overview), and so add up over months. Countries are those of the
-- setting `borders` (map_country)
-- refresh by: month of the story
SELECT
    t.month,
    m.outlet,
    map_country_name(m.country_name, m.country_iso3, m.map_iso3) AS country_name,
    min(m.map_iso3) AS country_iso3,
    count(*) AS mentions,
    count(DISTINCT m.article_id) AS articles,
    count(DISTINCT m.story_id) AS stories
FROM (SELECT *, map_country(country_iso3, disputed, held_by) AS map_iso3 FROM region_mentions) AS m
INNER JOIN story_overview AS t USING (story_id)
WHERE m.country_name IS NOT NULL AND m.map_iso3 IS NOT NULL AND m.mention_type NOT IN ('demonym', 'dateline')
GROUP BY t.month, m.outlet, map_country_name(m.country_name, m.country_iso3, m.map_iso3)
