-- Sizes reported as fact with a confidence of doubtful_below() or more, one row per claim and force (actor, place, kind
-- of people, unit): the bounds of the figure, the days it holds for, who said it, in which articles and sentences, and
-- whether it is reported as a part of a larger figure or of its place, and of which part (part_told), and whether all
-- its reports put it at the border of the place. What force_level_conflicts sets against each other. place is the place
-- itself (place_id, else the name), place_iso3 its country; confidence is that of the least sure report of the claim
-- refresh by: claim
SELECT
    claim_id,
    coalesce(actor_iso3, actor_name) AS actor,
    mode(actor_name ORDER BY actor_name) AS actor_name,
    coalesce(place_id, place_name) AS place,
    mode(place_name ORDER BY place_name) AS place_name,
    mode(place_iso3 ORDER BY place_iso3) AS place_iso3,
    personnel_type,
    unit,

    mode(surface ORDER BY surface) AS surface,
    min(value_low) AS value_low,
    max(value_high) AS value_high,
    bool_or(qualifier = 'about') AS is_about,
    bool_and(place_relation IS NOT DISTINCT FROM 'border') AS is_at_border,
    bool_or(tells_a_part(sentence, surface, place_name)) AS is_part,
    CASE
        WHEN count(part_told(sentence, surface, place_name)) = count(*)
            AND count(DISTINCT part_told(sentence, surface, place_name)) = 1
            THEN min(part_told(sentence, surface, place_name))
    END AS part,
    min(as_of_start) AS as_of_start,
    max(as_of_end) AS as_of_end,

    nullif(array_to_string(list_sort(list_distinct(list(source_in_words(source_name, outlet)))), '; '), '') AS said_by,
    min(published_date) AS first_published,
    max(published_date) AS last_published,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT story_id) AS stories,
    string_agg(DISTINCT article_id, '; ' ORDER BY article_id) AS article_ids,
    string_agg(DISTINCT article_id || '#' || sentence_index, '; ' ORDER BY article_id || '#' || sentence_index) AS sentences,
    min(confidence) AS confidence
FROM force_levels
WHERE measure = 'level' AND modality = 'actual' AND unit <> 'percent' AND actor_name IS NOT NULL
    AND confidence >= doubtful_below()
GROUP BY claim_id, coalesce(actor_iso3, actor_name), coalesce(place_id, place_name), personnel_type, unit
