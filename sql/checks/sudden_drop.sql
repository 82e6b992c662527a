-- A run of 200 articles or more finds at least a fifth of the attributions per article that earlier runs found
WITH per_run AS (
    SELECT
        articles.run_id,
        count(DISTINCT articles.article_id) AS articles,
        count(attributions.attribution_id) AS attributions
    FROM articles LEFT JOIN attributions USING (article_id, revision)
    WHERE articles.is_current
    GROUP BY articles.run_id
),
latest AS (SELECT * FROM per_run WHERE run_id = (SELECT max(run_id) FROM runs)),
earlier AS (
    SELECT sum(attributions) / sum(articles) AS usual
    FROM per_run
    WHERE run_id <> (SELECT max(run_id) FROM runs)
    HAVING sum(articles) >= 200
)
SELECT latest.run_id, latest.attributions / latest.articles AS found, earlier.usual
FROM latest, earlier
WHERE latest.articles >= 200 AND latest.attributions / latest.articles < earlier.usual / 5
