-- One row per source that is known by name: who it is, and how often it is cited. source_aliases has its other names,
-- source_roles its roles; source_frequency counts it day by day. In the lake as Parquet too
SELECT
    source_id,
    source_name AS display_name,
    source_kind AS kind,
    affiliation_iso3 AS country_iso3,
    first_seen AS first_cited,
    last_seen AS last_cited,
    mentions,
    articles,
    stories,
    role_title,
    affiliation
FROM source_profile
