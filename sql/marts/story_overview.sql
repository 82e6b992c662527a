-- Every story: the month that it began in, who ran it first, who followed, after how many hours. Articles without a time
-- of publication are counted but are never first or last; a story with none that has one began in no known month
-- refresh by: story
SELECT
    story_id,
    date_trunc('month', min(published_at))::DATE AS month,
    min_by(title, {'at': published_at, 'id': article_id}) FILTER (published_at IS NOT NULL) AS title,
    min_by(outlet, {'at': published_at, 'id': article_id}) FILTER (published_at IS NOT NULL) AS first_outlet,
    min(published_at) AS first_published,
    max(published_at) AS last_published,
    date_diff('minute', min(published_at), max(published_at)) / 60 AS hours_to_last,
    count(*) AS articles,
    count(DISTINCT outlet) AS outlets,
    string_agg(DISTINCT outlet, '; ' ORDER BY outlet) AS outlet_names,
    string_agg(DISTINCT wire_agency, '; ' ORDER BY wire_agency) AS wire_agencies
FROM articles
WHERE is_current
GROUP BY story_id
