-- Reported force levels with who said it and as of when, newest first
SELECT
    coalesce(actor_name, 'not told') AS actor,
    coalesce(place_name, 'not told') AS place,
    surface AS figure,
    qualifier,
    unit,
    measure,
    modality,
    coalesce(as_of_text, '') AS as_of,
    coalesce(source_name, outlet, '') AS said_by,
    published_date AS published
FROM force_levels
ORDER BY published_date DESC NULLS LAST, force_level_id
LIMIT 15
