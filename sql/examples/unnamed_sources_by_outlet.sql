-- How much of each outlet's reporting rests on sources that it does not name?
SELECT
    outlet,
    count(*) AS statements,
    count(*) FILTER (anonymity = 'anonymous') AS from_unnamed,
    count(*) FILTER (anonymity = 'role_only') AS from_roles,
    round(count(*) FILTER (anonymity = 'anonymous') / count(*), 2) AS share_unnamed
FROM attributions
WHERE outlet IS NOT NULL AND source_text IS NOT NULL
GROUP BY outlet
HAVING count(*) >= 5
ORDER BY share_unnamed DESC, outlet
