-- How much of each outlet's reporting, month by month, rests on sources whose name is withheld, and on sources known by
-- their role alone. Only what persons and groups of persons say is counted: an institution or a document has no name to give
-- refresh by: month
WITH statements AS (
    SELECT
        date_trunc('month', published_date)::DATE AS month,
        outlet,
        article_id,
        story_id,
        anonymity
    FROM attributions
    WHERE source_name IS NOT NULL AND source_kind IN ('person', 'group')
)

SELECT
    month,
    outlet,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT story_id) AS stories,
    count(*) FILTER (anonymity = 'anonymous') AS anonymous_mentions,
    count(DISTINCT article_id) FILTER (anonymity = 'anonymous') AS anonymous_articles,
    count(DISTINCT story_id) FILTER (anonymity = 'anonymous') AS anonymous_stories,
    count(*) FILTER (anonymity = 'role_only') AS role_only_mentions,
    round(count(*) FILTER (anonymity = 'anonymous') / count(*), 3) AS share_anonymous,
    round(count(*) FILTER (anonymity = 'role_only') / count(*), 3) AS share_role_only
FROM statements
GROUP BY month, outlet
