-- Which source an id or a bare name belongs to where the archive knows it under more than one: acronyms whose meaning some
-- article gives, as in "Harbour Pilots Trust (HPT)", and the user's own aliases, which win. local_id is the source_id of
-- attributions, or kind:name of a source without one
-- refresh by: load
WITH acronyms AS (
    SELECT surface AS acronym, min(entity_id) AS source_id
    FROM entity_mentions
    WHERE
        entity_type <> 'person'
        AND entity_name <> surface
        AND regexp_full_match(surface, '[A-Z][A-Z&]{1,9}')
    GROUP BY surface
    HAVING count(DISTINCT entity_id) = 1
),

learned AS (
    SELECT DISTINCT e.entity_id AS local_id, a.source_id
    FROM entity_mentions AS e INNER JOIN acronyms AS a ON e.surface = a.acronym AND e.entity_name = a.acronym
    WHERE e.entity_id <> a.source_id
),

known AS (
    SELECT lower(s.source_name) AS name, mode(s.source_id ORDER BY s.source_id) AS source_id
    FROM attributions AS s INNER JOIN user_aliases AS u ON lower(s.source_name) = lower(u.name)
    WHERE s.source_id IS NOT NULL
    GROUP BY lower(s.source_name)
),

given AS (
    SELECT DISTINCT
        coalesce(s.source_id, s.source_kind || ':' || lower(s.source_name)) AS local_id,
        coalesce(l.source_id, k.source_id, 'src_' || left(md5(lower(u.name)), 16)) AS source_id,
        u.name
    FROM attributions AS s
    INNER JOIN user_aliases AS u ON lower(s.source_name) = lower(u.alias) OR lower(s.source_name) = lower(u.name)
    LEFT JOIN known AS k ON lower(u.name) = k.name
    LEFT JOIN learned AS l ON k.source_id = l.local_id
),

links AS (
    SELECT local_id, source_id, 'user' AS how, name AS display_name
    FROM given
    UNION ALL
    SELECT local_id, source_id, 'acronym', NULL
    FROM learned
)

SELECT local_id, max_by(source_id, how) AS source_id, max(how) AS how, max(display_name) AS display_name
FROM links
GROUP BY local_id
