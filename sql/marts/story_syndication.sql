-- Stories that more than one article tells: who ran them first, who followed, after how many hours. Articles without
-- a time of publication are counted but are never first or last
WITH shared AS (
    SELECT story_id
    FROM articles
    WHERE is_current
    GROUP BY story_id
    HAVING count(*) > 1
)

SELECT
    story_id,
    min_by(title, published_at) AS title,
    min_by(outlet, published_at) AS first_outlet,
    min(published_at) AS first_published,
    max(published_at) AS last_published,
    date_diff('minute', min(published_at), max(published_at)) / 60 AS hours_to_last,
    count(*) AS articles,
    count(DISTINCT outlet) AS outlets,
    string_agg(DISTINCT outlet, '; ' ORDER BY outlet) AS outlet_names,
    string_agg(DISTINCT wire_agency, '; ' ORDER BY wire_agency) AS wire_agencies
FROM articles SEMI JOIN shared USING (story_id)
WHERE is_current
GROUP BY story_id
