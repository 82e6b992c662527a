-- What kinds of statements does each source make, since when, and how often in its own words? From source_profile
SELECT
    source_name,
    affiliation,
    affiliation_iso3 AS iso3,
    mentions,
    articles,
    says,
    claims,
    denies,
    promises,
    share_direct,
    first_seen,
    last_seen
FROM source_profile
ORDER BY articles DESC, mentions DESC, source_name
LIMIT 8
