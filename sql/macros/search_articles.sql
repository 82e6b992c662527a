-- Articles that hold every word asked for, in headline or text, the most occurrences first: scans the texts and knows
-- no word forms. newsetl.open(…).search and `newsetl search` use an index, rank by BM25 and find all forms of a word.
CREATE OR REPLACE MACRO search_articles(asked) AS TABLE
WITH searched AS (
    SELECT
        article_id,
        revision,
        published_at,
        outlet,
        title,
        url,
        lower(strip_accents(concat_ws(E'\n', title, text))) AS content,
        list_filter(
            list_distinct(string_split_regex(trim(lower(strip_accents(asked))), '\s+')), lambda word: word <> ''
        ) AS words
    FROM articles
    WHERE is_current
),
found AS (
    SELECT *
    FROM searched
    WHERE len(words) > 0 AND list_bool_and(list_transform(words, lambda word: contains(content, word)))
)
SELECT
    article_id,
    revision,
    published_at,
    outlet,
    title,
    url,
    list_sum(list_transform(words, lambda word: (length(content) - length(replace(content, word, ''))) // length(word)))::BIGINT
        AS occurrences
FROM found
ORDER BY occurrences DESC, published_at DESC NULLS LAST, article_id
