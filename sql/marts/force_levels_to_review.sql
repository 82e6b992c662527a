-- Figures that no one has reviewed yet, with what speaks for looking at them first: contradicted by another source, large,
-- unsure of whether they are right, or of the latest run; priority counts these, a contradiction twice. Ask for them
-- ORDER BY priority DESC, published_date DESC, force_level_id
WITH contradicted AS (
    SELECT smaller_claim_id AS claim_id FROM force_level_conflicts
    UNION
    SELECT larger_claim_id FROM force_level_conflicts
),

latest AS (
    SELECT max(run_id) AS run_id FROM runs WHERE status = 'published'
),

waiting AS (
    SELECT
        r.*,
        r.claim_id IN (SELECT claim_id FROM contradicted) AS is_contradicted,
        coalesce(r.unit = 'persons' AND r.value_mid >= 10000, false) AS is_large,
        r.confidence BETWEEN 0.3 AND 0.7 AS is_unsure,
        r.article_id IN (
            SELECT article_id FROM articles WHERE is_current AND run_id = (SELECT run_id FROM latest)
        ) AS is_new
    FROM force_level_reports AS r
    WHERE r.review = 'machine'
)

SELECT
    2 * is_contradicted::BIGINT + is_large::BIGINT + is_unsure::BIGINT + is_new::BIGINT AS priority,
    *
FROM waiting
