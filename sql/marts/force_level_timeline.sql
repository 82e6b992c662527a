-- Sizes reported as fact with a confidence of doubtful_below() or more, one row per claim, by actor and place along the date
-- they hold for: who said it, when it was first and last published, and how widely. A figure that the text does not date has
-- as_of_start null: its time is then known only as "not after first_published", never taken for the day of publication.
-- place is the country's code, of towns in it too, else the name; confidence is that of the surest report of the claim
-- refresh by: claim
WITH said AS (
    SELECT *
    FROM force_levels
    WHERE measure = 'level' AND modality = 'actual' AND unit <> 'percent' AND confidence >= doubtful_below()
)

SELECT
    coalesce(actor_iso3, actor_name) AS actor,
    mode(actor_name ORDER BY actor_name) AS actor_name,
    coalesce(place_iso3, place_name) AS place,
    mode(place_name ORDER BY place_name) AS place_name,
    mode(personnel_type ORDER BY personnel_type) AS personnel_type,
    unit,

    min(as_of_start) AS as_of_start,
    max(as_of_end) AS as_of_end,
    mode(as_of_precision ORDER BY as_of_precision) AS as_of_precision,
    CASE WHEN min(as_of_start) IS NULL THEN 'not told' ELSE 'told' END AS as_of_basis,

    mode(value ORDER BY value) AS value,
    min(value_low) AS value_low,
    max(value_high) AS value_high,
    value_mid(mode(value ORDER BY value), min(value_low), max(value_high)) AS value_mid,
    mode(qualifier ORDER BY qualifier) AS qualifier,

    nullif(array_to_string(list_sort(list_distinct(list(source_in_words(source_name, outlet)))), '; '), '') AS said_by,
    nullif(array_to_string(list_sort(list_distinct(list(via_name))), '; '), '') AS via,
    min(published_date) AS first_published,
    max(published_date) AS last_published,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT story_id) AS stories,
    max(confidence) AS confidence,
    claim_id
FROM said
GROUP BY coalesce(actor_iso3, actor_name), coalesce(place_iso3, place_name), unit, claim_id
