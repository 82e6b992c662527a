-- Which place names does the gazetteer not know? The first lines are the next entries for a lexicon
WITH unknown AS (
    SELECT
        surface,
        count(DISTINCT story_id) AS stories,
        count(*) AS mentions,
        arg_min({'article_id': article_id, 'revision': revision, 'at': "start"}, region_mention_id) AS example
    FROM region_mentions
    WHERE place_id IS NULL
    GROUP BY surface
    ORDER BY stories DESC, mentions DESC, surface
    LIMIT 10
)

SELECT
    u.surface,
    u.stories,
    u.mentions,
    substring(a.text, greatest(u.example.at - 40, 0) + 1, 100) AS one_context
FROM unknown AS u
JOIN articles AS a ON a.article_id = u.example.article_id AND a.revision = u.example.revision
ORDER BY u.stories DESC, u.mentions DESC, u.surface
