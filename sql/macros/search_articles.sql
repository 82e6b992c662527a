-- Articles that hold every word asked for, also as a part of a longer word, in headline or text, the most occurrences
-- first; words of one or two letters are taken whole. Case and accents do not matter. newsetl.open(…).search and
-- `newsetl search` rank by BM25 and find all forms of a word.
CREATE OR REPLACE MACRO search_articles(asked) AS TABLE
WITH parts AS (
    SELECT DISTINCT unnest(string_split_regex(trim(lower(strip_accents(asked))), '\s+')) AS part
),
matching AS (
    SELECT w.week, p.part, w.articles, (length(w.word) - length(replace(w.word, p.part, ''))) // length(p.part) AS times
    FROM newsetl_words AS w
    INNER JOIN parts AS p
        ON p.part <> ''
        AND contains(w.word, p.part)
        AND (length(p.part) > 2 OR w.word IN (p.part, p.part || '.', p.part || ',', p.part || ':', p.part || ';'))
),
held AS (
    SELECT week, part, times, unnest(articles, recursive := true) FROM matching
),
found AS (
    SELECT week, number, sum(times * occurrences)::BIGINT AS occurrences
    FROM held
    GROUP BY week, number
    HAVING count(DISTINCT part) = (SELECT count(*) FROM parts)
)
SELECT
    a.article_id,
    a.revision,
    a.published_at,
    a.outlet,
    a.title,
    a.url,
    f.occurrences
FROM found AS f
INNER JOIN newsetl_numbers AS n ON n.number = f.number AND n.week IS NOT DISTINCT FROM f.week
INNER JOIN articles AS a ON a.article_id = n.article_id AND a.revision = n.revision
ORDER BY f.occurrences DESC, a.published_at DESC NULLS LAST, a.article_id
