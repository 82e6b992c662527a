-- Who denied, rejected or refused what, newest first? "Did not deny" is no denial, nor is what somebody did not say
SELECT
    published_date, source_name, source_text, cue_text, content_text, outlet,
    percent_sure(confidence) / 100 AS confidence
FROM attributions
WHERE cue_class = 'deny' AND NOT is_negated
ORDER BY published_date DESC NULLS LAST, article_id, content_start, attribution_id
LIMIT 10
