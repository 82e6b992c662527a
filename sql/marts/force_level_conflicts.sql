-- Pairs of claims on the size of one actor's force in one place at one time that cannot both be true, with the size of
-- the disagreement: bounds do not meet even when an "about" is given ten per cent, and the days that the figures hold
-- for overlap. A figure that its text does not date is taken to hold for the thirty days before it was published, and
-- is set against a dated one only where that one tells a quarter or less; `dating` says which of the two are dated
-- refresh by: load
WITH said AS (
    SELECT
        claim_id,
        coalesce(actor_iso3, actor_name) AS actor,
        any_value(actor_name) AS actor_name,
        coalesce(place_id, place_name) AS place,
        any_value(place_name) AS place_name,
        personnel_type,
        unit,
        min(value_low) AS low,
        max(value_high) AS high,
        bool_or(qualifier = 'about') AS is_about,
        any_value(surface) AS surface,
        min(as_of_start) AS as_of_start,
        max(as_of_end) AS as_of_end,
        min(published_date) AS first_published,
        max(published_date) AS last_published,
        nullif(array_to_string(list_sort(list_distinct(list(coalesce(source_name, outlet)))), '; '), '') AS said_by,
        count(*) AS mentions,
        count(DISTINCT article_id) AS articles,
        count(DISTINCT story_id) AS stories,
        list(DISTINCT article_id) AS article_ids,
        min(confidence) AS confidence
    FROM force_levels
    WHERE measure = 'level' AND modality = 'actual' AND unit <> 'percent' AND actor_name IS NOT NULL
    GROUP BY
        claim_id, coalesce(actor_iso3, actor_name), coalesce(place_id, place_name), personnel_type, unit
),

bounded AS (
    SELECT
        * EXCLUDE (low, high),
        CASE WHEN is_about THEN low * 0.9 ELSE low END AS low,
        CASE WHEN is_about THEN high * 1.1 ELSE high END AS high,
        as_of_start IS NOT NULL AS is_dated,
        as_of_start IS NULL OR date_diff('day', as_of_start, as_of_end) <= 92 AS is_narrow,
        coalesce(as_of_start, first_published - INTERVAL 30 DAY)::DATE AS holds_from,
        coalesce(as_of_end, last_published) AS holds_to
    FROM said
)

SELECT
    smaller.actor,
    smaller.actor_name,
    smaller.place_name,
    smaller.personnel_type,
    smaller.unit,
    greatest(smaller.as_of_start, larger.as_of_start) AS as_of_start,
    least(smaller.as_of_end, larger.as_of_end) AS as_of_end,
    CASE
        WHEN smaller.is_dated AND larger.is_dated THEN 'both'
        WHEN smaller.is_dated OR larger.is_dated THEN 'one'
        ELSE 'neither'
    END AS dating,

    smaller.surface AS smaller_figure,
    smaller.said_by AS smaller_said_by,
    smaller.first_published AS smaller_first_published,
    smaller.stories AS smaller_stories,
    larger.surface AS larger_figure,
    larger.said_by AS larger_said_by,
    larger.first_published AS larger_first_published,
    larger.stories AS larger_stories,

    larger.low - smaller.high AS disagreement,
    round((larger.low - smaller.high) / nullif(smaller.high, 0), 3) AS disagreement_share,
    list_has_any(smaller.article_ids, larger.article_ids) AS is_within_one_article,
    smaller.mentions + larger.mentions AS mentions,
    CASE
        WHEN list_has_any(smaller.article_ids, larger.article_ids)
            THEN len(list_distinct(list_concat(smaller.article_ids, larger.article_ids)))
        ELSE smaller.articles + larger.articles
    END AS articles,
    least(smaller.confidence, larger.confidence) AS confidence,
    smaller.claim_id AS smaller_claim_id,
    larger.claim_id AS larger_claim_id
FROM bounded AS smaller
INNER JOIN bounded AS larger
    ON larger.actor = smaller.actor
    AND larger.place IS NOT DISTINCT FROM smaller.place
    AND larger.personnel_type = smaller.personnel_type
    AND larger.unit = smaller.unit
    AND larger.claim_id <> smaller.claim_id
    AND larger.low > smaller.high
WHERE
    smaller.holds_from <= larger.holds_to
    AND larger.holds_from <= smaller.holds_to
    AND (smaller.is_dated = larger.is_dated OR (smaller.is_narrow AND larger.is_narrow))
ORDER BY disagreement DESC
