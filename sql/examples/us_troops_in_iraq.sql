-- How many US troops were said to be in Iraq, by whom, and as of when?
SELECT
    surface AS figure,
    qualifier,
    unit,
    modality,
    measure,
    strftime(as_of_start, '%Y-%m') AS as_of,
    source_in_words(source_name, outlet) AS according_to,
    via_name AS via,
    published_date AS published,
    outlet,
    percent_sure(confidence) / 100 AS confidence
FROM force_levels
WHERE actor_iso3 = 'USA' AND place_iso3 = 'IRQ'
ORDER BY published_date, article_id, "start", force_level_id
