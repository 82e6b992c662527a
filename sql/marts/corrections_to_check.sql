-- Corrections that need a look: their words are no longer in the article, their article is not in this archive, or two
-- people say different things of one row or column. The later word counts until someone decides
SELECT
    CASE
        WHEN applied <> 'to be checked again' THEN 'people differ'
        WHEN article_id IN (SELECT article_id FROM articles) THEN 'words changed'
        ELSE 'article unknown'
    END AS reason,
    "table",
    article_id,
    row_id,
    surface,
    kind,
    field,
    was,
    becomes,
    "by",
    "at",
    why,
    contradicts,
    applied,
    correction_id
FROM corrections
WHERE kind <> 'undo' AND applied <> 'undone' AND (applied = 'to be checked again' OR contradicts IS NOT NULL)
