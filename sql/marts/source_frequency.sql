-- How often each source is cited by each outlet on each day. A source without a name is counted under what the
-- article calls it; one that the archive knows under several names is one (source_links); a statement within another one counts like any
-- other. A story of two days, or in two outlets, counts in each row: over rows add up mentions, and stories by source_months
-- refresh by: day
SELECT
    s.published_date AS day,
    s.outlet,
    coalesce(l.source_id, s.source_id, s.source_kind || ':' || lower(s.source_name)) AS source_key,
    any_value(coalesce(l.source_id, s.source_id)) AS source_id,
    coalesce(max(l.display_name), mode(s.source_name ORDER BY s.source_name)) AS source_name,
    mode(s.source_kind ORDER BY s.source_kind) AS source_kind,
    mode(s.anonymity ORDER BY s.anonymity) AS anonymity,
    mode(s.affiliation_iso3 ORDER BY s.affiliation_iso3) AS affiliation_iso3,
    count(*) AS mentions,
    count(DISTINCT s.article_id) AS articles,
    count(DISTINCT s.story_id) AS stories,
    count(*) FILTER (s.speech_type IN ('direct', 'mixed')) AS quotations,
    count(*) FILTER (s.via_name IS NOT NULL) AS through_others
FROM attributions AS s
LEFT JOIN source_links AS l ON coalesce(s.source_id, s.source_kind || ':' || lower(s.source_name)) = l.local_id
WHERE s.source_name IS NOT NULL
GROUP BY day, s.outlet, source_key
