-- On what does a row rest? The words around a statement, by its offsets into the article's text
WITH statements AS (
    SELECT *
    FROM attributions
    WHERE source_name IS NOT NULL AND speech_type = 'direct'
    ORDER BY confidence DESC, attribution_id
    LIMIT 5
)

SELECT
    a.source_name,
    substring(t.text, greatest(a.content_start - 60, 0) + 1, least(a.content_start, 60)) AS before,
    a.content_text,
    substring(t.text, a.content_end + 1, 60) AS after,
    percent_sure(a.confidence) / 100 AS confidence,
    t.url
FROM statements AS a JOIN articles AS t USING (article_id, revision)
ORDER BY a.confidence DESC, a.attribution_id
