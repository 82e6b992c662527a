-- A run of 200 articles or more finds at least a fifth of the attributions per article that earlier runs found
WITH latest AS (SELECT * FROM runs WHERE status NOT IN ('backfilled', 'corrected') ORDER BY run_id DESC LIMIT 1),
earlier AS (
    SELECT sum(attributions) / sum(published) AS usual
    FROM (SELECT * FROM runs WHERE status = 'published' ORDER BY run_id DESC LIMIT 20 OFFSET 1)
    HAVING sum(published) >= 200
)
SELECT latest.run_id, latest.attributions / latest.published AS found_per_article, earlier.usual
FROM latest, earlier
WHERE latest.published >= 200 AND latest.attributions / latest.published < earlier.usual / 5
