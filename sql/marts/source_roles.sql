-- The roles in which each source is cited, with the body that each is held in, and when it was first and last given
SELECT
    source_id,
    role_title,
    affiliation,
    min(first_seen) AS first,
    max(last_seen) AS last
FROM source_forms
WHERE role_title IS NOT NULL
GROUP BY source_id, role_title, affiliation
