-- Who disagrees with whom about the size of a force, in two articles or in one, the widest disagreement first
SELECT
    actor_name, place_name, part, smaller_figure, smaller_said_by, larger_figure, larger_said_by,
    disagreement, disagreement_share, percent_sure(confidence) / 100 AS confidence
FROM force_level_conflicts
WHERE NOT is_within_one_article
    OR (smaller_said_by <> larger_said_by AND 'source not found' NOT IN (smaller_said_by, larger_said_by))
ORDER BY disagreement_share DESC, smaller_claim_id, larger_claim_id, place_name, personnel_type
LIMIT 20
