-- Which sources does more than one outlet cite, and in how many independent stories? Outlets that print one agency's story
-- count as outlets, the story once
SELECT
    source_name AS source,
    source_kind AS kind,
    outlets,
    stories,
    mentions,
    first_seen,
    last_seen,
    outlet_names
FROM source_profile
WHERE outlets > 1
ORDER BY outlets DESC, stories DESC, mentions DESC, source_id
LIMIT 10
