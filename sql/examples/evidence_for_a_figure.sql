-- On which characters of which article does a figure rest? Offsets count from 0, SQL from 1
-- set: actor = USA
SELECT
    r.figure,
    r.place_name,
    r.according_to,
    substring(a.text, greatest(r.start - 60, 0) + 1, least(r.start, 60)) AS before,
    substring(a.text, r.start + 1, r."end" - r.start) AS characters,
    substring(a.text, r."end" + 1, 60) AS after,
    r.start,
    r."end",
    r.article_id,
    a.revision,
    regexp_extract(a.raw_uri, '[^/]+$') AS file,
    percent_sure(r.confidence) / 100 AS confidence
FROM force_level_reports AS r
INNER JOIN articles AS a ON a.article_id = r.article_id AND a.is_current
WHERE known_actor($actor) IN (lower(r.actor_iso3), lower(r.actor_name), lower(r.actor_group))
    AND r.confidence >= doubtful_below()
ORDER BY r.published_date DESC NULLS LAST, r.article_id, r.start, r.force_level_id
LIMIT 5
