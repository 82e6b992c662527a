-- Which place names does the gazetteer not know? The first lines are the next entries for a lexicon
SELECT
    m.surface,
    count(DISTINCT m.story_id) AS stories,
    count(*) AS mentions,
    arg_min(substring(a.text, greatest(m."start" - 40, 0) + 1, 100), m.region_mention_id) AS one_context
FROM region_mentions AS m JOIN articles AS a USING (article_id, revision)
WHERE m.place_id IS NULL
GROUP BY m.surface
ORDER BY stories DESC, mentions DESC, m.surface
LIMIT 10
