-- How places are written, month by month of the stories, and which mention is the first so: what the report names and
-- ranks places by, without reading every mention. Demonyms and datelines are left out. Confidence is added up in decimals,
-- for the sum of floats depends on the order of rows
-- refresh by: month of the story
SELECT
    t.month,
    m.place_id,
    m.place_name,
    m.place_type,
    m.country_name,
    m.country_iso3,
    map_country(m.country_iso3, m.disputed, m.held_by) AS map_iso3,
    m.latitude,
    m.longitude,
    m.is_centroid,
    min(m.region_mention_id) AS first_id,
    count(*) AS mentions,
    sum(m.confidence::DECIMAL(18, 9)) AS confidence
FROM region_mentions AS m INNER JOIN story_overview AS t USING (story_id)
WHERE m.place_id IS NOT NULL AND m.mention_type NOT IN ('demonym', 'dateline')
GROUP BY ALL
