-- Which articles hold all of these words? (With newsetl.open(…).search the index also finds other forms of the words)
-- set: words = peacekeepers withdraw
SELECT published_at, outlet, title, occurrences, url
FROM search_articles($words)
