-- Which articles have no known day of publication? Dates relative to it stay unresolved in them
SELECT
    a.article_id,
    a.title,
    regexp_extract(a.raw_uri, '[^/]+$') AS file,
    count(d.date_mention_id) AS dates_named,
    count(d.start_date) AS dates_resolved
FROM articles AS a LEFT JOIN date_mentions AS d USING (article_id, revision)
WHERE a.is_current AND a.published_at IS NULL
GROUP BY ALL
ORDER BY a.article_id
