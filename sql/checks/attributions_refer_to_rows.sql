-- The statement that an attribution is nested in is a row of the same article, one level up
SELECT child.attribution_id, child.parent_attribution_id, child.depth
FROM attributions AS child
LEFT JOIN attributions AS parent
    ON parent.attribution_id = child.parent_attribution_id AND parent.article_id = child.article_id
WHERE (child.parent_attribution_id IS NULL AND child.depth <> 0)
    OR (child.parent_attribution_id IS NOT NULL AND child.depth IS DISTINCT FROM parent.depth + 1)
