-- Articles that hold every word asked for, in headline or text, the most occurrences first: scans the texts and knows
-- no word forms. newsetl.open(…).search and `newsetl search` use an index, rank by BM25 and find all forms of a word.
CREATE OR REPLACE MACRO search_articles(asked) AS TABLE
WITH words AS (
    SELECT DISTINCT word
    FROM (SELECT unnest(string_split_regex(lower(strip_accents(asked)), '\s+')) AS word)
    WHERE word <> ''
),

searched AS (
    SELECT
        article_id,
        revision,
        lower(strip_accents(coalesce(title, ''))) AS headline,
        lower(strip_accents(text)) AS body
    FROM articles
    WHERE is_current
),

found AS (
    SELECT
        article_id,
        revision,
        sum(
            (length(headline) - length(replace(headline, word, '')) + length(body) - length(replace(body, word, '')))
            // length(word)
        )::BIGINT AS occurrences
    FROM searched, words
    WHERE contains(body, word) OR contains(headline, word)
    GROUP BY article_id, revision
    HAVING count(*) = (SELECT count(*) FROM words)
)

SELECT article_id, revision, published_at, outlet, title, url, occurrences
FROM found JOIN articles USING (article_id, revision)
ORDER BY occurrences DESC, published_at DESC NULLS LAST, article_id
