-- How large one actor's force in each country is said to have been, along the dates that the figures hold for
-- set: actor = USA
SELECT
    place_name, as_of_start, as_of_precision, value_low, value_mid, value_high, said_by, first_published, stories,
    percent_sure(confidence) / 100 AS confidence
FROM force_level_timeline
WHERE known_actor($actor) IN (lower(actor), lower(actor_name)) AND as_of_basis = 'told'
ORDER BY place_name, as_of_start, first_published, claim_id, unit
