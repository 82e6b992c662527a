-- Reported force levels, newest first, doubtful ones left out
SELECT
    coalesce(actor_name, 'not given') AS actor,
    coalesce(place_in_words(place_name, place_relation), 'not given') AS place,
    figure_in_words(surface, qualifier)
    || CASE WHEN unit IN ('persons', 'percent') THEN '' ELSE ' ' || unit END AS figure,
    modality || ' ' || measure AS what,
    coalesce(as_of_text, '') AS as_of,
    source_in_words(source_name, outlet) || coalesce(' via ' || via_name, '') AS according_to,
    published_date AS published,
    percent_sure(confidence) / 100 AS confidence
FROM force_levels
WHERE confidence >= doubtful_below()
ORDER BY published_date DESC NULLS LAST, article_id, "start"
LIMIT 15
