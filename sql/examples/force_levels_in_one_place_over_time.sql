-- How large an actor's forces in a place are said to have been over time, by whom, and who contradicts it? One row per size
-- reported as fact, where it was first reported; units count with their state and towns with their country. Doubtful figures
-- are left out. A day that no text gives is that of publication: dated_by says which
-- set: actor = Russia
-- set: place = Ukraine
WITH asked AS MATERIALIZED (
    SELECT known_actor($actor) AS actor, known_place($place) AS place
),

contradicted AS (
    SELECT smaller_claim_id AS claim_id, larger_figure AS figure, larger_said_by AS said_by FROM force_level_conflicts
    UNION
    SELECT larger_claim_id, smaller_figure, smaller_said_by FROM force_level_conflicts
),

contradictions AS (
    SELECT claim_id, string_agg(figure || ' (' || said_by || ')', '; ' ORDER BY figure, said_by) AS contradicted_by
    FROM contradicted
    GROUP BY claim_id
)

SELECT
    coalesce(r.as_of_start, r.published_date) AS day,
    CASE WHEN r.as_of_start IS NULL THEN 'publication' ELSE 'text' END AS dated_by,
    r.actor_name,
    r.place_name,
    r.figure,
    r.personnel_type,
    r.is_part,
    r.according_to,
    r.via_name AS via,
    r.claim_stories AS stories,
    c.contradicted_by,
    percent_sure(r.confidence) / 100 AS confidence
FROM asked AS a
INNER JOIN force_level_reports AS r
    ON a.actor IN (lower(r.actor_iso3), lower(r.actor_name), lower(r.actor_group))
    AND a.place IN (lower(r.place_iso3), lower(r.place_name), lower(r.place_country), lower(r.place_admin1))
LEFT JOIN contradictions AS c USING (claim_id)
WHERE r.measure = 'level' AND r.modality = 'actual' AND r.unit <> 'percent' AND r.confidence >= doubtful_below()
QUALIFY row_number() OVER (PARTITION BY r.claim_id ORDER BY r.published_date, r.confidence DESC, r.force_level_id) = 1
ORDER BY day, r.actor_name, r.place_name, r.force_level_id
