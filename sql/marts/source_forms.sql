-- Under which names, kinds, roles and affiliations each identified source is cited, by which outlets and through whom,
-- month by month of publication
-- refresh by: month
SELECT
    date_trunc('month', s.published_date)::DATE AS month,
    coalesce(l.source_id, s.source_id) AS source_id,
    coalesce(l.display_name, s.source_name) AS source_name,
    s.source_kind,
    s.role_title,
    s.affiliation,
    s.affiliation_iso3,
    s.outlet,
    s.via_name,
    count(*) AS mentions,
    min(s.published_date) AS first_seen,
    max(s.published_date) AS last_seen
FROM attributions AS s
LEFT JOIN source_links AS l ON coalesce(s.source_id, s.source_kind || ':' || lower(s.source_name)) = l.local_id
WHERE s.source_id IS NOT NULL OR l.source_id IS NOT NULL
GROUP BY ALL
