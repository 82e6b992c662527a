-- Percentages turned into head counts, beside what the same article says will remain
SELECT
    actor_name, place_name, derivation, derived_text, said_size_after, derived_less_said, share_source_name,
    percent_sure(confidence) / 100 AS confidence
FROM force_level_derived
ORDER BY published_date DESC, force_level_id
