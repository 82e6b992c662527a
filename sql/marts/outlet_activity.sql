-- Articles per outlet and day, with the words and the stories they hold
-- refresh by: day
SELECT
    coalesce(published_date, published_at::DATE) AS day,
    outlet,
    count(*) AS articles,
    count(DISTINCT story_id) AS stories,
    sum(word_count) AS words,
    count(*) FILTER (wire_agency IS NOT NULL) AS wire_copies
FROM articles
WHERE is_current
GROUP BY day, outlet
