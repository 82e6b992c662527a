-- Who disagrees with whom about the size of a force, the widest disagreement first
SELECT
    actor_name, place_name, smaller_figure, smaller_said_by, larger_figure, larger_said_by,
    disagreement, disagreement_share, percent_sure(confidence) / 100 AS confidence
FROM force_level_conflicts
WHERE NOT is_within_one_article
ORDER BY disagreement_share DESC, smaller_claim_id, larger_claim_id, place_name, personnel_type
LIMIT 20
