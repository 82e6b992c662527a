-- A number for each current article among those of its week: what newsetl_words writes short for it
-- refresh by: week
SELECT
    date_trunc('week', published_at)::DATE AS week,
    row_number() OVER (PARTITION BY date_trunc('week', published_at) ORDER BY article_id)::INTEGER AS number,
    article_id,
    revision
FROM articles
WHERE is_current
