-- Who is cited most in articles on a topic? The topic is a word of the headline, or said three times or more. A source
-- counts once under all its names: source_links joins them, sources has the name that it is known by
-- set: topic = Iraq
WITH on_topic AS (
    SELECT article_id
    FROM search_articles($topic)
    WHERE occurrences >= 3 OR contains(lower(title), lower($topic))
),

cited AS (
    SELECT
        coalesce(l.source_id, a.source_id, a.source_kind || ':' || lower(a.source_name)) AS source_key,
        a.source_name,
        a.story_id,
        a.attribution_id,
        a.content_text
    FROM attributions AS a
    SEMI JOIN on_topic USING (article_id)
    LEFT JOIN source_links AS l ON coalesce(a.source_id, a.source_kind || ':' || lower(a.source_name)) = l.local_id
    WHERE a.source_name IS NOT NULL AND a.anonymity = 'named'
)

SELECT
    coalesce(any_value(s.display_name), mode(c.source_name ORDER BY c.source_name)) AS source,
    count(DISTINCT c.story_id) AS stories,
    count(*) AS mentions,
    arg_min(c.content_text, c.attribution_id) AS one_statement
FROM cited AS c
LEFT JOIN sources AS s ON s.source_id = c.source_key
GROUP BY c.source_key
ORDER BY stories DESC, mentions DESC, source
LIMIT 10
