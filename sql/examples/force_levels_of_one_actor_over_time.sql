-- How large one state's force in each country is said to have been, along the dates that the figures hold for
SELECT place_name, as_of_start, as_of_precision, value, value_low, value_high, said_by, first_published, stories
FROM force_level_timeline
WHERE actor = 'USA' AND as_of_basis = 'told'
ORDER BY place_name, as_of_start, first_published, claim_id, unit
