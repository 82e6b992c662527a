-- Stories that more than one article tells: who ran them first, who followed, after how many hours. Articles without
-- a time of publication are counted but are never first or last
SELECT
    story_id,
    title,
    first_outlet,
    first_published,
    last_published,
    hours_to_last,
    articles,
    outlets,
    outlet_names,
    wire_agencies
FROM story_overview
WHERE articles > 1
