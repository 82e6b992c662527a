-- No article was published more than a day after it was read, or before there were newspapers
SELECT articles.article_id, articles.published_at, runs.started_at
FROM articles JOIN runs USING (run_id)
WHERE articles.published_at > runs.started_at + INTERVAL 1 DAY
    OR articles.published_at < TIMESTAMPTZ '1600-01-01 00:00:00+00'
