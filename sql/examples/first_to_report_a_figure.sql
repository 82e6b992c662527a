-- Who reported a figure first, and who followed? Change the figure in the first line
WITH asked AS (SELECT 8892 AS figure)

SELECT
    figures.outlet,
    articles.published_at,
    figures.surface,
    figures.actor_name,
    source_in_words(figures.source_name, figures.outlet) AS said_by,
    date_diff('hour', min(articles.published_at) OVER (), articles.published_at) AS hours_after_the_first,
    percent_sure(figures.confidence) / 100 AS confidence,
    articles.url
FROM force_levels AS figures
JOIN articles USING (article_id, revision), asked
WHERE figures.value = asked.figure
ORDER BY articles.published_at NULLS LAST, figures.outlet, figures.start, figures.force_level_id
