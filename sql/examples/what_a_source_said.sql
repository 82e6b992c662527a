-- What has a source said, in order, and where does it stand?
-- set: source = Saad al-Hadithi
WITH asked AS (SELECT known_source($source) AS name)

SELECT
    a.published_date, a.outlet, a.cue_text, a.speech_type, a.content_text, a.via_name,
    percent_sure(a.confidence) / 100 AS confidence
FROM attributions AS a
WHERE a.source_id IN (SELECT source_id FROM source_forms INNER JOIN asked ON lower(source_forms.source_name) = asked.name)
ORDER BY a.published_date, a.article_id, a.content_start, a.attribution_id
