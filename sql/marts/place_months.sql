-- How often each place is named, month by month; demonyms and datelines are left out. A story and its articles count in
-- the month that the story began in (story_overview), and so add up over months. Countries are those of the setting
-- `borders` (map_country)
-- refresh by: month of the story
SELECT
    t.month,
    m.place_id,
    m.place_name,
    map_country(m.country_iso3, m.disputed, m.held_by) AS country_iso3,
    min(m.place_type) AS place_type,
    min(m.latitude) AS latitude,
    min(m.longitude) AS longitude,
    count(*) AS mentions,
    count(DISTINCT m.article_id) AS articles,
    count(DISTINCT m.story_id) AS stories
FROM region_mentions AS m INNER JOIN story_overview AS t USING (story_id)
WHERE m.place_id IS NOT NULL AND m.mention_type NOT IN ('demonym', 'dateline')
GROUP BY t.month, m.place_id, m.place_name, map_country(m.country_iso3, m.disputed, m.held_by)
