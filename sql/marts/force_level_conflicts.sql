-- Pairs of claims on the size of one actor's force in one place at one time that cannot both be true, with the size of
-- the disagreement: bounds do not meet even when an "about" is given ten per cent, and the days that the figures hold
-- for overlap. A figure that its text does not date is taken to hold for the thirty days before it was published, and
-- is set against a dated one only where that one covers a quarter or less; `dating` says which of the two are dated.
-- Figures of one sentence are not a conflict, nor is a part ("of whom 6,000", "in the east of Ukraine") set against a
-- larger figure, unless both are about one `part` of the place, such as one front; nor is a force at the border of a
-- place set against one in it
-- refresh by: claim
WITH bounded AS (
    SELECT
        * EXCLUDE (value_low, value_high),
        CASE WHEN is_about THEN value_low * 0.9 ELSE value_low END AS low,
        CASE WHEN is_about THEN value_high * 1.1 ELSE value_high END AS high,
        as_of_start IS NOT NULL AS is_dated,
        as_of_start IS NULL OR date_diff('day', as_of_start, as_of_end) <= 92 AS is_narrow,
        coalesce(as_of_start, first_published - INTERVAL 30 DAY)::DATE AS holds_from,
        coalesce(as_of_end, last_published) AS holds_to,
        -- A load shows this mart the figures of the claims that it touched, and all claims
        claim_id IN (SELECT claim_id FROM force_levels) AS is_renewed
    FROM force_level_claims
),

pairs AS (
    SELECT
        CASE WHEN other.low > renewed.high THEN renewed ELSE other END AS smaller,
        CASE WHEN other.low > renewed.high THEN other ELSE renewed END AS larger,
        list_has_any(string_split(renewed.article_ids, '; '), string_split(other.article_ids, '; ')) AS is_within_one_article
    FROM bounded AS renewed
    INNER JOIN bounded AS other
        ON other.actor = renewed.actor
        AND other.place IS NOT DISTINCT FROM renewed.place
        AND other.personnel_type = renewed.personnel_type
        AND other.unit = renewed.unit
        AND other.is_at_border = renewed.is_at_border
        AND other.claim_id <> renewed.claim_id
        AND (other.low > renewed.high OR (renewed.low > other.high AND NOT other.is_renewed))
    WHERE
        renewed.is_renewed
        AND renewed.holds_from <= other.holds_to
        AND other.holds_from <= renewed.holds_to
        AND (renewed.is_dated = other.is_dated OR (renewed.is_narrow AND other.is_narrow))
        AND NOT list_has_any(string_split(renewed.sentences, '; '), string_split(other.sentences, '; '))
)

SELECT
    smaller.actor,
    smaller.actor_name,
    smaller.place_name,
    smaller.place_iso3,
    CASE WHEN smaller.part = larger.part THEN smaller.part END AS part,
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
    is_within_one_article,
    smaller.mentions + larger.mentions AS mentions,
    CASE
        WHEN is_within_one_article
            THEN len(list_distinct(list_concat(
                string_split(smaller.article_ids, '; '), string_split(larger.article_ids, '; ')
            )))
        ELSE smaller.articles + larger.articles
    END AS articles,
    least(smaller.confidence, larger.confidence) AS confidence,
    smaller.claim_id AS smaller_claim_id,
    larger.claim_id AS larger_claim_id
FROM pairs
WHERE NOT smaller.is_part OR smaller.part = larger.part
