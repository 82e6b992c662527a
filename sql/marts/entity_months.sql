-- How often each person and organisation is named, month by month, with the longest form of the name. A story and its
-- articles count in the month that the story began in (story_overview), and so add up over months
-- refresh by: month of the story
SELECT
    t.month,
    e.entity_type,
    e.entity_id,
    min_by(e.entity_name, {'shorter_by': -length(e.entity_name), 'name': e.entity_name}) AS entity_name,
    count(*) AS mentions,
    count(DISTINCT e.article_id) AS articles,
    count(DISTINCT e.story_id) AS stories
FROM entity_mentions AS e INNER JOIN story_overview AS t USING (story_id)
GROUP BY t.month, e.entity_type, e.entity_id
