-- Who is who? The persons named in most stories, with the roles that articles give them
WITH most_named AS (
    SELECT
        entity_id,
        any_value(entity_name ORDER BY length(entity_name) DESC, entity_name) AS person,
        sum(stories)::BIGINT AS stories,
        sum(mentions)::BIGINT AS mentions
    FROM entity_months
    WHERE entity_type = 'person'
    GROUP BY entity_id
    ORDER BY stories DESC, mentions DESC, person, entity_id
    LIMIT 10
)

SELECT
    m.person,
    string_agg(DISTINCT e.role_title, '; ' ORDER BY e.role_title) AS roles,
    string_agg(DISTINCT e.country_iso3, '; ' ORDER BY e.country_iso3) AS countries,
    m.stories,
    m.mentions
FROM most_named AS m INNER JOIN entity_mentions AS e ON e.entity_id = m.entity_id AND e.entity_type = 'person'
GROUP BY m.entity_id, m.person, m.stories, m.mentions
ORDER BY m.stories DESC, m.mentions DESC, m.person, m.entity_id
