-- Each article has exactly one current revision, and it is the last
SELECT article_id, count(*) FILTER (is_current) AS current_revisions, max(revision) AS last
FROM articles
GROUP BY article_id
HAVING count(*) FILTER (is_current) <> 1
    OR max(revision) <> max(revision) FILTER (is_current)
    OR count(*) <> max(revision)
