-- In which articles of each week every word stands, in headline or text, and how often: what search_articles looks up
-- instead of reading the texts. A word is what is between blanks, in lower case, without accents and without soft
-- hyphens (173) and what else has no width (8203, 8288, 65279)
-- refresh by: week
WITH said AS (
    SELECT
        n.week,
        n.number,
        unnest(string_split(
            regexp_replace(
                regexp_replace(lower(strip_accents(concat_ws(E'\n', a.title, a.text))), '[\n\r\t\f]', ' ', 'g'),
                '[\x{ad}\x{200b}\x{2060}\x{feff}]+', '', 'g'
            ),
            ' '
        )) AS word
    FROM articles AS a INNER JOIN newsetl_numbers AS n USING (article_id, revision)
),

counted AS (
    SELECT week, word, number, count(*)::INTEGER AS occurrences
    FROM said
    WHERE word <> ''
    GROUP BY week, word, number
)

SELECT week, word, list_sort(list({'number': number, 'occurrences': occurrences})) AS articles
FROM counted
GROUP BY week, word
ORDER BY week, word
