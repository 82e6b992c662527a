-- How complete the rows of each annotation table are, by run and day of publication: what data_quality sums up. resolved
-- out of resolvable are sources with a name, places, actors of forces, and dates; dated are figures with their own date
-- refresh by: day
WITH facts AS (
    SELECT
        'attributions' AS in_table,
        article_id,
        revision,
        TRUE AS is_resolvable,
        source_name IS NOT NULL AS is_resolved,
        FALSE AS is_dated,
        confidence
    FROM attributions
    UNION ALL
    SELECT 'region_mentions', article_id, revision, TRUE, place_id IS NOT NULL, FALSE, confidence FROM region_mentions
    UNION ALL
    SELECT 'force_levels', article_id, revision, TRUE, actor_name IS NOT NULL, as_of_start IS NOT NULL, confidence
    FROM force_levels
    UNION ALL
    SELECT 'date_mentions', article_id, revision, kind = 'date', start_date IS NOT NULL, FALSE, confidence
    FROM date_mentions
)

SELECT
    coalesce(a.published_date, a.published_at::DATE) AS day,
    a.run_id,
    f.in_table,
    count(*) AS mentions,
    count(*) FILTER (f.is_resolvable) AS resolvable,
    count(*) FILTER (f.is_resolvable AND f.is_resolved) AS resolved,
    count(*) FILTER (f.is_dated) AS dated,
    -- As decimals: the sum of floating-point numbers depends on their order
    sum(f.confidence::DECIMAL(18, 9))::DOUBLE AS confidence
FROM facts AS f JOIN articles AS a USING (article_id, revision)
GROUP BY day, a.run_id, f.in_table
