-- Who is who? The persons named in most stories, with the roles that articles give them
SELECT
    any_value(entity_name ORDER BY length(entity_name) DESC, entity_name) AS person,
    string_agg(DISTINCT role_title, '; ' ORDER BY role_title) AS roles,
    string_agg(DISTINCT country_iso3, '; ' ORDER BY country_iso3) AS countries,
    count(DISTINCT story_id) AS stories,
    count(*) AS mentions
FROM entity_mentions
WHERE entity_type = 'person'
GROUP BY entity_id
ORDER BY stories DESC, mentions DESC, person
LIMIT 10
