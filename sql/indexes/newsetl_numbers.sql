-- A number for each current article among those of its day: what newsetl_words writes short for it
-- refresh by: day
SELECT
    published_at::DATE AS day,
    row_number() OVER (PARTITION BY published_at::DATE ORDER BY article_id)::INTEGER AS number,
    article_id,
    revision
FROM articles
WHERE is_current
