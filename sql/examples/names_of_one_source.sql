-- Under which names does the archive know a source, and in which roles? Change the name in the first line
WITH asked AS (SELECT 'Saad al-Hadithi' AS name)

SELECT
    s.display_name,
    a.alias,
    a.how,
    a.mentions,
    (SELECT string_agg(DISTINCT r.role_title, '; ') FROM source_roles AS r WHERE r.source_id = s.source_id) AS roles
FROM sources AS s INNER JOIN source_aliases AS a USING (source_id) INNER JOIN asked ON s.display_name = asked.name
ORDER BY a.mentions DESC, a.alias
