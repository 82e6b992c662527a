-- The words by which each source is named or described, month by month of publication: names in full and in part,
-- acronyms, and descriptions such as "the watchdog". A name that is broken over two lines is the name
-- refresh by: month
WITH named AS (
    SELECT published_date, entity_id AS local_id, surface AS alias, false AS is_description
    FROM entity_mentions
),

described AS (
    SELECT published_date, source_id, source_text, true
    FROM attributions
    WHERE source_id IS NOT NULL AND regexp_full_match(source_text, '([Tt]he|[Aa]n?) [a-z-]+( [a-z-]+)?')
),

alias_rows AS (
    SELECT * FROM named
    UNION ALL
    SELECT * FROM described
)

SELECT
    date_trunc('month', r.published_date)::DATE AS month,
    coalesce(l.source_id, r.local_id) AS source_id,
    regexp_replace(r.alias, '\s+', ' ', 'g') AS alias,
    bool_and(r.is_description) AS is_description,
    count(*) AS mentions
FROM alias_rows AS r LEFT JOIN source_links AS l ON r.local_id = l.local_id
GROUP BY month, coalesce(l.source_id, r.local_id), regexp_replace(r.alias, '\s+', ' ', 'g')
