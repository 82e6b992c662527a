-- On which characters of which article does a figure rest? Offsets count from 0, SQL from 1
-- set: actor = USA
WITH asked AS MATERIALIZED (
    SELECT known_actor($actor) AS actor
),

figures AS (
    SELECT r.*
    FROM force_level_reports AS r
    INNER JOIN asked AS a ON a.actor IN (lower(r.actor_iso3), lower(r.actor_name), lower(r.actor_group))
    WHERE r.confidence >= doubtful_below()
    ORDER BY r.published_date DESC NULLS LAST, r.article_id, r.start, r.force_level_id
    LIMIT 5
)

SELECT
    f.figure,
    f.place_name,
    f.according_to,
    substring(t.text, greatest(f.start - 60, 0) + 1, least(f.start, 60)) AS before,
    substring(t.text, f.start + 1, f."end" - f.start) AS characters,
    substring(t.text, f."end" + 1, 60) AS after,
    f.start,
    f."end",
    f.article_id,
    t.revision,
    regexp_extract(t.raw_uri, '[^/]+$') AS file,
    percent_sure(f.confidence) / 100 AS confidence
FROM figures AS f
INNER JOIN articles AS t ON t.article_id = f.article_id AND t.is_current
ORDER BY f.published_date DESC NULLS LAST, f.article_id, f.start, f.force_level_id
