-- Under which names, kinds, roles and affiliations each identified source is cited, by which outlets and through whom,
-- month by month of publication
-- refresh by: month
SELECT
    date_trunc('month', published_date)::DATE AS month,
    source_id,
    source_name,
    source_kind,
    role_title,
    affiliation,
    affiliation_iso3,
    outlet,
    via_name,
    count(*) AS mentions
FROM attributions
WHERE source_id IS NOT NULL
GROUP BY ALL
