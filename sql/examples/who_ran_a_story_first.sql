-- Which stories did more than one outlet run, who was first, and how long did the others take?
SELECT title, first_outlet, first_published, hours_to_last, articles, outlet_names, wire_agencies
FROM story_syndication
ORDER BY articles DESC, first_published DESC, story_id
LIMIT 10
