-- How many of an actor's forces are said to be in a place, units counted with the state or alliance they belong to and
-- places with what they lie in: force_levels_in('RUS', 'UKR'), force_levels_in('NATO', 'Kosovo'), NULL takes all. One row
-- for the latest word of each source of each kind: told_as keeps sizes, changes, plans and shares apart; percent_of is
-- what a percentage is of. scope is "whole" where the figure is of the whole actor in the whole place, else "part".
-- range_low, range_high and sources span the whole sizes told as fact. Doubtful figures are left out (doubtful_below).
CREATE OR REPLACE MACRO force_levels_in(of_actor, at_place := NULL) AS TABLE
WITH asked AS MATERIALIZED (
    SELECT known_actor(of_actor) AS actor, known_place(at_place) AS place
),
matching AS (
    SELECT
        CASE
            WHEN r.modality <> 'actual' THEN r.modality || ' ' || r.measure
            WHEN r.unit = 'percent' THEN 'share'
            WHEN r.measure = 'level' THEN 'size'
            ELSE r.measure
        END AS told_as,
        CASE
            WHEN NOT r.is_part
                AND (a.actor IS NULL OR lower(a.actor) IN (lower(r.actor_iso3), lower(r.actor_name)))
                AND (a.place IS NULL OR lower(a.place) = lower(r.place_name)
                    OR (lower(a.place) = lower(r.place_iso3) AND r.place_name = r.place_country))
                THEN 'whole'
            ELSE 'part'
        END AS scope,
        r.*
    FROM asked AS a
    INNER JOIN force_level_reports AS r
        ON (a.actor IS NULL OR a.actor IN (lower(r.actor_iso3), lower(r.actor_name), lower(r.actor_group)))
        AND (a.place IS NULL
            OR a.place IN (lower(r.place_iso3), lower(r.place_name), lower(r.place_country), lower(r.place_admin1)))
    WHERE r.confidence >= doubtful_below()
),
latest AS (
    SELECT *
    FROM matching
    QUALIFY row_number() OVER (
        PARTITION BY told_as, scope, actor_name, place_name, personnel_type, unit, according_to
        ORDER BY coalesce(as_of_end, published_date) DESC NULLS LAST, published_date DESC NULLS LAST, confidence DESC,
            force_level_id
    ) = 1
)
SELECT
    l.told_as,
    l.scope,
    l.actor_name,
    l.personnel_type,
    l.place_name,
    l.figure,
    l.value_low,
    l.value_mid,
    l.value_high,
    l.unit,
    b.surface AS percent_of,
    l.as_of_start,
    l.as_of_end,
    l.as_of_text,
    l.according_to,
    l.via_name,
    l.published_date,
    l.claim_stories AS stories,
    l.confidence,
    l.weakest_field,
    min(coalesce(l.value_low, l.value_high)) FILTER (l.told_as = 'size' AND l.scope = 'whole') OVER same AS range_low,
    max(coalesce(l.value_high, l.value_low)) FILTER (l.told_as = 'size' AND l.scope = 'whole') OVER same AS range_high,
    count(*) FILTER (l.told_as = 'size' AND l.scope = 'whole') OVER same AS sources,
    l.outlet,
    l.sentence,
    l.url,
    l.claim_id,
    l.force_level_id,
    l.article_id
FROM latest AS l
LEFT JOIN force_levels AS b ON b.force_level_id = l.base_force_level_id AND b.article_id = l.article_id
WINDOW same AS (PARTITION BY l.told_as, l.scope, l.actor_name, l.place_name, l.personnel_type, l.unit)
ORDER BY
    l.scope DESC, l.told_as <> 'size', l.told_as, l.actor_name, l.place_name,
    coalesce(l.as_of_end, l.published_date) DESC NULLS LAST, l.published_date DESC NULLS LAST, l.force_level_id
