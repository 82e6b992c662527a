-- Where do articles on one story give different figures? Figures of forces that one outlet's copy has and another's
-- lacks
WITH told AS (
    SELECT DISTINCT story_id, article_id, coalesce(outlet, article_id) AS outlet, actor_name, surface
    FROM force_levels
),

copies AS (SELECT story_id, count(DISTINCT article_id) AS articles FROM articles WHERE is_current GROUP BY story_id)

SELECT story_id, actor_name, surface AS figure, string_agg(outlet, '; ' ORDER BY outlet) AS told_by, copies.articles
FROM told JOIN copies USING (story_id)
WHERE copies.articles > 1
GROUP BY story_id, actor_name, surface, copies.articles
HAVING count(DISTINCT article_id) < copies.articles
ORDER BY story_id, actor_name, figure
