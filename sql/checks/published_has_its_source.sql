-- published_at comes with its precision and where it was found, and these never without it
SELECT article_id, published_at, published_precision, published_source
FROM articles
WHERE (published_at IS NULL) <> (published_precision IS NULL)
    OR (published_at IS NULL) <> (published_source IS NULL)
