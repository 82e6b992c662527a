-- Who is cited most in articles on a topic? The topic is a word of the headline or three or more in the text: change
-- it in the first line
WITH asked AS (SELECT 'Iraq' AS topic),

on_topic AS (
    SELECT article_id
    FROM articles, asked
    WHERE is_current
        AND (contains(lower(title), lower(topic)) OR len(string_split(lower(text), lower(topic))) > 3)
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
