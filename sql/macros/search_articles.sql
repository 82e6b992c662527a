-- Articles that hold every word asked for, in headline or text, the most occurrences first: scans the texts and knows
-- no word forms. newsetl.open(…).search and `newsetl search` use an index, rank by BM25 and find all forms of a word.
CREATE OR REPLACE MACRO search_articles(asked) AS TABLE
WITH words AS (SELECT DISTINCT unnest(string_split_regex(trim(lower(strip_accents(asked))), '\s+')) AS word),
searched AS (
    SELECT article_id, revision, lower(strip_accents(concat_ws(E'\n', title, text))) AS content
    FROM articles
    WHERE is_current
),
found AS (
    SELECT
        article_id,
        revision,
        sum((length(content) - length(replace(content, word, ''))) // length(word)) AS occurrences
    FROM searched, words
    WHERE word <> '' AND contains(content, word)
    GROUP BY article_id, revision
    HAVING count(*) = (SELECT count(*) FROM words WHERE word <> '')
)
SELECT article_id, revision, published_at, outlet, title, url, occurrences::BIGINT AS occurrences
FROM found JOIN articles USING (article_id, revision)
ORDER BY occurrences DESC, published_at DESC NULLS LAST, article_id
