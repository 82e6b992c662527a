-- Figures that a watch is for. Names are compared in lower case; [] takes all
SELECT *
FROM force_level_reports
WHERE (len($actors::VARCHAR[]) = 0 OR list_has_any($actors::VARCHAR[], [lower(actor_name), lower(actor_iso3), lower(actor_group)]))
    AND (
        len($places::VARCHAR[]) = 0
        OR list_has_any($places::VARCHAR[], [lower(place_name), lower(place_iso3), lower(place_country), lower(place_admin1)])
    )
    AND (len($sources::VARCHAR[]) = 0 OR list_has_any($sources::VARCHAR[], [lower(source_name), lower(via_name), lower(outlet)]))
    AND (len($words::VARCHAR[]) = 0 OR len(list_filter($words::VARCHAR[], lambda word: contains(lower(sentence), word))) > 0)
    AND ($at_least::DOUBLE IS NULL OR coalesce(value_mid, value_low, value_high) >= $at_least::DOUBLE)
