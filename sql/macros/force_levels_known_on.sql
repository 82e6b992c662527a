-- What was known on a day of an actor's forces in a place: the claims published by then, with the last word on each.
-- Actor and place are ISO codes or names (any case); NULL takes all. As in force_levels_in, units are counted with the state
-- or alliance they belong to and places with what they lie in. What holds later than the day is left out unless it is a plan
-- or a possibility. Doubtful figures are in it: WHERE confidence >= doubtful_below() leaves them out.
CREATE OR REPLACE MACRO force_levels_known_on(on_day, of_actor := NULL, at_place := NULL) AS TABLE
WITH asked AS MATERIALIZED (
    SELECT known_actor(of_actor) AS actor, known_place(at_place) AS place
)
SELECT
    coalesce(f.actor_iso3, f.actor_name) AS actor,
    f.actor_name,
    f.personnel_type,
    f.place_name,
    f.place_iso3,
    f.surface,
    f.qualifier,
    f.value_low,
    f.value_high,
    f.value,
    f.value_mid,
    f.unit,
    f.measure,
    f.modality,
    f.as_of_start,
    f.as_of_end,
    f.as_of_text,
    f.source_name,
    f.via_name,
    f.outlet,
    f.published_date,
    count(*) OVER claim AS mentions,
    f.confidence,
    f.weakest_field,
    f.sentence,
    f.claim_id,
    f.force_level_id,
    f.article_id
FROM asked AS a
INNER JOIN force_level_reports AS f
    ON (a.actor IS NULL OR a.actor IN (lower(f.actor_iso3), lower(f.actor_name), lower(f.actor_group)))
    AND (a.place IS NULL
        OR a.place IN (lower(f.place_iso3), lower(f.place_name), lower(f.place_country), lower(f.place_admin1)))
WHERE f.published_date <= CAST(on_day AS DATE)
    AND (
        f.as_of_start IS NULL
        OR f.as_of_start <= CAST(on_day AS DATE)
        OR f.modality <> 'actual'
    )
WINDOW claim AS (PARTITION BY f.claim_id)
QUALIFY row_number() OVER (PARTITION BY f.claim_id ORDER BY f.published_date DESC, f.confidence DESC, f.force_level_id) = 1
ORDER BY actor, f.place_name, f.as_of_start NULLS LAST, f.published_date
