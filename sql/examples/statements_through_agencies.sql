-- Whose reports do outlets pass on? Statements that came through an agency or another outlet
SELECT
    via_name,
    count(DISTINCT outlet) AS outlets,
    count(DISTINCT story_id) AS stories,
    count(*) AS mentions,
    string_agg(DISTINCT source_name, '; ' ORDER BY source_name) AS sources
FROM attributions
WHERE via_name IS NOT NULL
GROUP BY via_name
ORDER BY stories DESC, mentions DESC, via_name
