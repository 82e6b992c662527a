-- Who is cited most in articles on a topic? The topic is a word of the headline, or said three times or more
-- set: topic = Iraq
WITH on_topic AS (
    SELECT article_id
    FROM search_articles($topic)
    WHERE occurrences >= 3 OR contains(lower(title), lower($topic))
)

SELECT
    source_name,
    count(DISTINCT story_id) AS stories,
    count(*) AS mentions,
    arg_min(content_text, attribution_id) AS one_statement
FROM attributions SEMI JOIN on_topic USING (article_id)
WHERE source_name IS NOT NULL AND anonymity = 'named'
GROUP BY source_name
ORDER BY stories DESC, mentions DESC, source_name
LIMIT 10
