-- One row a claim on the size of a force: the report of it that is most sure, and how widely the claim was reported
WITH ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY claim_id, modality ORDER BY confidence DESC, published_date NULLS LAST, force_level_id
        ) AS rank,
        min(published_date) OVER reports AS first_reported,
        max(published_date) OVER reports AS last_reported,
        array_to_string(list_sort(list_distinct(list(according_to) OVER reports)), '; ') AS sources,
        array_to_string(list_sort(list_distinct(list(via_name) OVER reports)), '; ') AS agencies
    FROM force_level_reports
    WINDOW reports AS (
        PARTITION BY claim_id, modality ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
)

SELECT
    r.claim_id,
    r.actor_name AS actor,
    r.actor_iso3,
    c.m49 AS actor_m49,
    c.gw AS actor_gw,
    c.cow AS actor_cow,
    r.actor_group,
    r.personnel_type,
    r.place_name AS place,
    r.place_relation,
    r.place_admin1,
    r.place_country,
    r.place_iso3,
    p.m49 AS place_m49,
    p.gw AS place_gw,
    p.cow AS place_cow,
    r.value_low AS low,
    r.value_mid AS mid,
    r.value_high AS high,
    r.qualifier,
    r.unit,
    b.surface AS percent_of,
    r.measure,
    r.modality AS told_as,
    r.is_part,
    r.as_of_start,
    r.as_of_end,
    r.as_of_text,
    r.sources AS source,
    nullif(r.agencies, '') AS via,
    r.outlet,
    r.claim_mentions AS mentions,
    r.claim_articles AS articles,
    r.claim_stories AS stories,
    r.first_reported,
    r.last_reported,
    r.sentence AS quote,
    r.title,
    r.url AS link,
    round(r.confidence, 3) AS confidence,
    r.weakest_field,
    r.review,
    r.article_id,
    r.force_level_id
FROM ranked AS r
LEFT JOIN country_codes AS c ON c.iso3 = r.actor_iso3
LEFT JOIN country_codes AS p ON p.iso3 = r.place_iso3
LEFT JOIN force_levels AS b ON b.force_level_id = r.base_force_level_id AND b.article_id = r.article_id
WHERE r.rank = 1
ORDER BY r.actor_group NULLS LAST, r.place_iso3 NULLS LAST, r.first_reported NULLS LAST, r.claim_id, r.modality
