-- Who is cited day by day, and in how many independent stories? From the view source_frequency
SELECT
    day,
    source_name,
    source_kind,
    sum(mentions) AS mentions,
    count(DISTINCT outlet) AS outlets,
    max(stories) AS stories
FROM source_frequency
WHERE anonymity = 'named' AND day BETWEEN DATE '2018-02-01' AND DATE '2018-02-28'
GROUP BY day, source_name, source_kind
ORDER BY mentions DESC, day, source_name, source_kind
LIMIT 8
