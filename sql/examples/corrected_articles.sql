-- What did outlets change after publication? Revisions of one article, with the headline before and after
SELECT
    later.outlet,
    later.url,
    earlier.revision AS from_revision,
    earlier.title AS title_before,
    later.title AS title_after,
    later.word_count - earlier.word_count AS words_more
FROM articles AS later
JOIN articles AS earlier ON earlier.article_id = later.article_id AND earlier.revision = later.revision - 1
ORDER BY later.updated_at DESC NULLS LAST, later.article_id, later.revision
