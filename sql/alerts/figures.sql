-- Figures of the articles that the last load touched that a watch is for (watched: watched.sql), one per claim that was not
-- reported before: how it stands to what the archive held for the same force and place
WITH matching AS (
    SELECT
        *,
        coalesce(place_country, place_name) AS place,
        article_id IN (SELECT article_id FROM newsetl_fresh) AS is_fresh
    FROM watched
    WHERE confidence >= doubtful_below()
),

before AS (
    SELECT
        actor_group,
        place,
        unit,
        min(value_mid) AS lowest,
        max(value_mid) AS highest
    FROM matching
    WHERE NOT is_fresh AND measure = 'level' AND modality = 'actual'
    GROUP BY actor_group, place, unit
),

contradicted AS (
    SELECT smaller_claim_id AS claim_id, smaller_said_by IS NOT DISTINCT FROM larger_said_by AS is_same_source
    FROM force_level_conflicts
    UNION ALL
    SELECT larger_claim_id, smaller_said_by IS NOT DISTINCT FROM larger_said_by
    FROM force_level_conflicts
),

fresh AS (
    SELECT * FROM matching WHERE is_fresh AND claim_id NOT IN (SELECT claim_id FROM matching WHERE NOT is_fresh)
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY published_at, force_level_id) = 1
)

SELECT
    CASE
        WHEN NOT EXISTS (SELECT 1 FROM matching WHERE NOT is_fresh) THEN 'first mention'
        WHEN f.measure = 'level' AND f.modality = 'actual' AND f.value_mid > b.highest THEN 'new high'
        WHEN f.measure = 'level' AND f.modality = 'actual' AND f.value_mid < b.lowest THEN 'new low'
        WHEN f.claim_id IN (SELECT claim_id FROM contradicted WHERE is_same_source) THEN 'source contradicts itself'
        WHEN f.claim_id IN (SELECT claim_id FROM contradicted) THEN 'source contradicts another'
        ELSE 'new figure'
    END AS kind,
    f.claim_id,
    f.force_level_id,
    f.article_id,
    f.published_date,
    f.outlet,
    f.actor_name,
    f.place_name,
    f.place_relation,
    f.figure,
    f.unit,
    f.measure,
    f.modality,
    f.according_to,
    f.title,
    f.url,
    f.sentence,
    f.confidence
FROM fresh AS f
LEFT JOIN before AS b
    ON b.actor_group IS NOT DISTINCT FROM f.actor_group AND b.place IS NOT DISTINCT FROM f.place AND b.unit = f.unit
ORDER BY f.published_date DESC NULLS LAST, f.claim_id
LIMIT 500
