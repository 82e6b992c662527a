-- What lies ahead? Dates that articles name beyond their own day of publication
SELECT
    d.published_date, d.surface, d.start_date, d.end_date, percent_sure(d.confidence) / 100 AS confidence, articles.title
FROM date_mentions AS d JOIN articles USING (article_id, revision)
WHERE d.start_date > d.published_date AND d.kind = 'date'
ORDER BY d.published_date DESC, d.start_date, d.date_mention_id
LIMIT 10
