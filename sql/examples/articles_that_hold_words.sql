-- Which articles hold all of these words? (With newsetl.open(…).search the index also finds other forms of the words)
SELECT published_at, outlet, title, occurrences, url
FROM search_articles('peacekeepers withdraw')
