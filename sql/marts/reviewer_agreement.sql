-- How far two reviewers agree on the rows that both judged: right, changed or wrong. kappa is Cohen's: 1 for full
-- agreement, 0 for what chance would give; null where both always say the same one thing
WITH judged AS (
    SELECT
        "table" || ':' || article_id || ':' || sentence_hash || ':' || surface || ':' || occurrence AS row_key,
        "by" AS reviewer,
        CASE arg_max(kind, correction_id) WHEN 'remove' THEN 'wrong' WHEN 'change' THEN 'changed' ELSE 'right' END AS verdict
    FROM corrections
    WHERE kind IN ('confirm', 'change', 'remove') AND applied <> 'undone'
    GROUP BY ALL
),

pairs AS (
    SELECT
        one.reviewer AS reviewer,
        other.reviewer AS other_reviewer,
        one.verdict AS verdict,
        other.verdict AS other_verdict
    FROM judged AS one
    INNER JOIN judged AS other ON other.row_key = one.row_key AND other.reviewer > one.reviewer
),

counted AS (
    SELECT
        reviewer,
        other_reviewer,
        count(*) AS both_judged,
        count(*) FILTER (verdict = other_verdict) AS agreed,
        (count(*) FILTER (verdict = 'right') * count(*) FILTER (other_verdict = 'right')
            + count(*) FILTER (verdict = 'changed') * count(*) FILTER (other_verdict = 'changed')
            + count(*) FILTER (verdict = 'wrong') * count(*) FILTER (other_verdict = 'wrong'))
        / (count(*) * count(*)) AS by_chance
    FROM pairs
    GROUP BY reviewer, other_reviewer
)

SELECT
    reviewer,
    other_reviewer,
    both_judged,
    agreed,
    round(agreed / both_judged, 3) AS share,
    round((agreed / both_judged - by_chance) / nullif(1 - by_chance, 0), 3) AS kappa
FROM counted
