-- How many of an actor's forces are said to be in a place, units counted with the state or alliance they belong to and
-- places with what they lie in: force_levels_in('RUS', 'UKR'), force_levels_in('NATO', 'Kosovo'), NULL takes all. The first
-- row, told_as "answer", says it in one sentence (force_level_answer), with the range over sources where any gives the
-- whole, or that nothing is reported (nothing_told). Then the latest word of each source of each kind: told_as keeps sizes,
-- changes, plans and shares apart; percent_of is what a percentage is of. scope is "whole" where the figure is of the whole
-- actor in the whole place, else "part". range_low, range_high and sources span the whole sizes reported as fact. A figure
-- without a date counts as of its publication. Doubtful figures are left out (doubtful_below).
CREATE OR REPLACE MACRO force_levels_in(of_actor, at_place := NULL) AS TABLE
WITH reported_actors AS MATERIALIZED (
    SELECT DISTINCT actor_iso3, actor_name FROM force_level_reports
),
reported_places AS MATERIALIZED (
    SELECT DISTINCT place_iso3, place_name, place_country, place_admin1 FROM force_level_reports
),
-- known_actor and known_place read the names there are instead of all figures
asked AS MATERIALIZED (
    SELECT
        (WITH force_level_reports AS (FROM reported_actors) SELECT known_actor(of_actor)) AS actor,
        (WITH force_level_reports AS (FROM reported_places) SELECT known_place(at_place)) AS place
),
matching AS (
    SELECT
        told_as(r.modality, r.measure, r.unit) AS told_as,
        CASE
            WHEN NOT r.is_part
                AND (a.actor IS NULL OR lower(a.actor) IN (lower(r.actor_iso3), lower(r.actor_name)))
                AND (a.place IS NULL OR lower(a.place) = lower(r.place_name)
                    OR (lower(a.place) = lower(r.place_iso3) AND r.place_name = r.place_country))
                THEN 'whole'
            ELSE 'part'
        END AS scope,
        least(r.as_of_end, r.published_date) AS day,
        CASE
            WHEN lower(r.place_name) = a.place THEN r.place_name
            WHEN a.place IN (lower(r.place_country), lower(r.place_iso3)) THEN r.place_country
            WHEN lower(r.place_admin1) = a.place THEN r.place_admin1
        END AS asked_place,
        CASE WHEN a.actor IN (lower(r.actor_iso3), lower(r.actor_name)) THEN r.actor_name END AS asked_actor,
        a.actor IS NOT NULL AND a.place IS NOT NULL AS is_asked,
        as_latest(least(r.as_of_end, r.published_date), r.claim_stories, r.source_name, r.confidence, r.force_level_id) AS latest_by,
        r.*
    FROM asked AS a
    INNER JOIN force_level_reports AS r
        ON (a.actor IS NULL OR a.actor IN (lower(r.actor_iso3), lower(r.actor_name), lower(r.actor_group)))
        AND (a.place IS NULL
            OR a.place IN (lower(r.place_iso3), lower(r.place_name), lower(r.place_country), lower(r.place_admin1)))
),
latest AS (
    SELECT *
    FROM matching
    WHERE confidence >= doubtful_below()
    QUALIFY row_number() OVER (
        PARTITION BY told_as, scope, actor_name, place_name, personnel_type, unit, according_to
        ORDER BY latest_by DESC
    ) = 1
),
bases AS (
    SELECT force_level_id, article_id, surface
    FROM force_levels
    WHERE (force_level_id, article_id) IN (
        SELECT (base_force_level_id, article_id) FROM latest WHERE base_force_level_id IS NOT NULL
    )
),
told AS (
    SELECT
        l.told_as,
        l.scope,
        l.actor_name,
        l.personnel_type,
        l.place_name,
        l.figure,
        l.qualifier,
        l.value_low,
        l.value_mid,
        l.value_high,
        l.unit,
        b.surface AS percent_of,
        l.as_of_start,
        l.as_of_end,
        l.as_of_text,
        l.as_of_precision,
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
        l.article_id,
        l.day,
        l.latest_by,
        l.asked_actor,
        l.asked_place,
        l.is_asked
    FROM latest AS l
    LEFT JOIN bases AS b ON b.force_level_id = l.base_force_level_id AND b.article_id = l.article_id
    WINDOW same AS (PARTITION BY l.told_as, l.scope, l.actor_name, l.place_name, l.personnel_type, l.unit)
),
countries AS (
    SELECT DISTINCT region_id AS code, region AS name FROM region_weeks WHERE level = 'country'
),
actor_names AS (
    SELECT actor_iso3 AS code, actor_name AS name FROM reported_actors
    UNION
    SELECT NULL, actor_name FROM actors
    UNION
    FROM countries
),
place_names AS (
    SELECT place_iso3 AS code, place_country AS name FROM reported_places
    UNION
    SELECT NULL, unnest([place_name, place_admin1]) FROM reported_places
    UNION
    SELECT NULL, place_name FROM place_months
    UNION
    FROM countries
),
-- By the names that the data has for codes and for names in other letters
called AS (
    SELECT
        coalesce((
            SELECT min_by(name, (lower(code) IS DISTINCT FROM lower(of_actor), name))
            FROM actor_names WHERE lower(of_actor) IN (lower(code), lower(name))
        ), of_actor) AS actor,
        coalesce((
            SELECT min_by(name, (lower(code) IS DISTINCT FROM lower(at_place), name))
            FROM place_names WHERE lower(at_place) IN (lower(code), lower(name))
        ), at_place) AS place
),
named AS (
    SELECT
        CASE WHEN max(sources) FILTER (unit = 'persons') > 0 THEN 'whole' ELSE 'part' END AS scope,
        coalesce(max(asked_actor), any_value(actor)) AS actor_name,
        coalesce(max(asked_place), any_value(place)) AS place_name,
        -- What force_level_answer reads
        list({
            'told_as': told_as, 'scope': scope, 'actor_name': told.actor_name, 'personnel_type': personnel_type,
            'place_name': told.place_name, 'figure': figure, 'qualifier': qualifier, 'value_low': value_low,
            'value_high': value_high, 'unit': unit, 'as_of_start': as_of_start, 'as_of_end': as_of_end,
            'as_of_precision': as_of_precision, 'according_to': according_to, 'published_date': published_date,
            'latest_by': latest_by
        }) AS rows
    FROM told, called
    WHERE is_asked
    HAVING count(*) > 0
),
answer AS (
    SELECT
        'answer' AS told_as, scope, actor_name, place_name, force_level_answer(actor_name, place_name, rows) AS figure
    FROM named
    UNION ALL BY NAME
    SELECT
        'answer' AS told_as, actor AS actor_name, place AS place_name,
        nothing_told(actor, place, (SELECT count(*) FROM matching)) AS figure
    FROM called
    WHERE NOT EXISTS (FROM latest)
),
shown AS (
    SELECT * FROM told
    UNION ALL BY NAME
    SELECT * FROM answer
)
SELECT * EXCLUDE (day, latest_by, asked_actor, asked_place, is_asked, as_of_precision, qualifier)
FROM shown
ORDER BY
    told_as <> 'answer', scope DESC, told_as <> 'size', told_as, actor_name, place_name, day DESC NULLS LAST,
    published_date DESC NULLS LAST, force_level_id
