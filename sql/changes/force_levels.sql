-- Figures that differ between two states, old_* and new_*: new, withdrawn or revised, each with its cause: news, a person's
-- correction, or another version of newsetl. A figure is the same where its article, sentence and words are the same
WITH both_states AS (
    SELECT 'old' AS state, * FROM old_force_levels
    UNION ALL BY NAME
    SELECT 'new' AS state, * FROM new_force_levels
),

figures AS (
    SELECT
        *,
        CASE
            WHEN value IS NOT NULL THEN format('{:,}', value::BIGINT)
            WHEN value_low IS NOT NULL AND value_high IS NOT NULL
                THEN format('{:,}–{:,}', value_low::BIGINT, value_high::BIGINT)
            WHEN value_low IS NOT NULL THEN format('at least {:,}', value_low::BIGINT)
            WHEN value_high IS NOT NULL THEN format('up to {:,}', value_high::BIGINT)
        END AS amount,
        row_number() OVER (PARTITION BY state, article_id, sentence, surface ORDER BY "start", force_level_id) AS nth
    FROM both_states
),

old_figures AS (
    SELECT * FROM figures WHERE state = 'old'
),

new_figures AS (
    SELECT * FROM figures WHERE state = 'new'
),

old_articles_current AS (
    SELECT article_id, revision FROM old_articles WHERE is_current
),

new_articles_current AS (
    SELECT article_id, revision FROM new_articles WHERE is_current
),

compared AS (
    SELECT
        CASE WHEN o.article_id IS NULL THEN 'new' WHEN n.article_id IS NULL THEN 'withdrawn' ELSE 'revised' END AS change,
        coalesce(n.article_id, o.article_id) AS article_id,
        coalesce(n.force_level_id, o.force_level_id) AS force_level_id,
        o.force_level_id AS old_id,
        coalesce(n.outlet, o.outlet) AS outlet,
        coalesce(n.published_date, o.published_date) AS published_date,
        coalesce(n.surface, o.surface) AS surface,
        coalesce(n.sentence, o.sentence) AS sentence,
        coalesce(n.actor_name, o.actor_name) AS actor_name,
        coalesce(n.place_name, o.place_name) AS place_name,
        coalesce(n.confidence, o.confidence) AS confidence,
        coalesce(o.review, 'machine') AS old_review,
        coalesce(n.review, 'machine') AS new_review,
        o.reviewed_at AS old_reviewed_at,
        n.reviewed_at AS new_reviewed_at,
        o.extractor_version AS old_version,
        n.extractor_version AS new_version,
        concat_ws(' ', o.modality, o.measure || ':', o.amount, o.unit, o.actor_name, 'in ' || o.place_name) AS was,
        concat_ws(' ', n.modality, n.measure || ':', n.amount, n.unit, n.actor_name, 'in ' || n.place_name) AS is_now,
        o.article_id IS NOT NULL AND n.article_id IS NOT NULL
        AND (o.value_low, o.value, o.value_high, o.unit, o.measure, o.modality, o.actor_name, o.place_name)
            IS NOT DISTINCT FROM (n.value_low, n.value, n.value_high, n.unit, n.measure, n.modality, n.actor_name, n.place_name)
        AND (o.as_of_start, o.as_of_end, o.source_name, o.personnel_type)
            IS NOT DISTINCT FROM (n.as_of_start, n.as_of_end, n.source_name, n.personnel_type) AS is_same
    FROM old_figures AS o
    FULL JOIN new_figures AS n
        ON n.article_id = o.article_id AND n.sentence = o.sentence AND n.surface = o.surface AND n.nth = o.nth
)

SELECT
    c.change,
    CASE
        WHEN (c.new_review, c.new_reviewed_at) IS DISTINCT FROM (c.old_review, c.old_reviewed_at) AND c.change = 'revised'
            THEN 'correction'
        WHEN c.change = 'new' AND c.new_review = 'added' THEN 'correction'
        WHEN c.change = 'withdrawn' AND (c.old_review = 'added' OR c.old_id IN (
            SELECT row_id FROM new_machine_rows WHERE became = 'removed'
        )) THEN 'correction'
        WHEN c.change = 'new' AND c.force_level_id IN (SELECT row_id FROM old_machine_rows WHERE became = 'removed')
            THEN 'correction'
        WHEN n.revision IS DISTINCT FROM o.revision THEN 'news'
        ELSE 'newsetl'
    END AS cause,
    c.published_date,
    c.outlet,
    nullif(c.was, '') AS was,
    nullif(c.is_now, '') AS is_now,
    c.surface,
    floor(100 * c.confidence + 0.0001) / 100 AS confidence,  -- as percent_sure tells it, which a lake has not
    c.sentence,
    c.actor_name,
    c.place_name,
    c.article_id,
    c.force_level_id
FROM compared AS c
LEFT JOIN old_articles_current AS o ON o.article_id = c.article_id
LEFT JOIN new_articles_current AS n ON n.article_id = c.article_id
WHERE NOT c.is_same
ORDER BY c.change, c.published_date DESC NULLS LAST, c.article_id, c.force_level_id, c.old_id
