-- Which countries are named in the same stories? A condition on month asks for the stories that began then
SELECT country, named_with, sum(stories)::BIGINT AS stories
FROM country_pairs
GROUP BY country, named_with
ORDER BY stories DESC, country, named_with
LIMIT 10
