-- "How many of its forces are there" in one sentence, out of the latest word of each source on a place: what is said of
-- the whole, as a range over accounts with the latest, else the largest part, and what is planned. Parts are never added
-- up. told is a list of rows of force_levels_in, each with the day that it counts as of and as_of_precision
CREATE OR REPLACE MACRO force_level_answer(actor, place, told) AS (
    WITH persons AS (
        SELECT
            r.told_as,
            r.scope,
            r.personnel_type,
            r.value_low < r.value_high AS is_range,
            coalesce(r.value_low, r.value_high) AS low,
            coalesce(r.value_high, r.value_low) AS high,
            CASE r.personnel_type WHEN 'other' THEN 'people' WHEN 'militia' THEN 'militia members'
                ELSE r.personnel_type END AS kind,
            CASE WHEN is_range THEN format('{:,}', low::BIGINT) ELSE r.figure END AS least,
            CASE WHEN is_range THEN format('{:,}', high::BIGINT) ELSE r.figure END AS most,
            CASE WHEN is_range THEN least || '–' || most ELSE r.figure END AS amount,
            ' (' || r.according_to || ', '
                || when_told(r.as_of_start, r.as_of_end, r.as_of_precision, r.published_date) || ')' AS basis,
            CASE WHEN r.actor_name IS DISTINCT FROM actor THEN ' of ' || r.actor_name ELSE '' END
                || CASE WHEN r.place_name IS DISTINCT FROM place THEN ' in ' || r.place_name ELSE '' END AS which,
            r.day
        FROM (SELECT unnest(told) AS r)
        WHERE r.unit = 'persons'
    ),
    wholes AS (
        SELECT *
        FROM persons
        WHERE told_as = 'size' AND scope = 'whole'
        QUALIFY personnel_type = mode(personnel_type ORDER BY personnel_type DESC) OVER ()
    ),
    whole AS (
        SELECT
            'All of ' || place || ': ' || CASE
                WHEN count(*) = 1 THEN max(amount) || ' ' || max(kind) || max(basis)
                ELSE CASE
                    WHEN min(low) = max(high) THEN first(amount ORDER BY day DESC NULLS LAST, basis, amount)
                    ELSE 'from ' || first(least ORDER BY low, least) || ' to ' || first(most ORDER BY high DESC, most)
                END || ' ' || max(kind) || ' by ' || count(*) || ' accounts; the latest '
                || first(amount || basis ORDER BY day DESC NULLS LAST, basis, amount)
            END AS said
        FROM wholes
        HAVING count(*) > 0
    ),
    part AS (
        SELECT
            'No source gives a figure for all of ' || place || '; largest part: '
            || first(amount || ' ' || kind || coalesce(which, '') || basis ORDER BY high DESC, day DESC NULLS LAST, basis, amount) AS said
        FROM persons
        WHERE told_as = 'size'
        HAVING count(*) > 0
    ),
    plan AS (
        SELECT '; ' || first(told_as || ': ' || amount || ' ' || kind || basis ORDER BY day DESC NULLS LAST, basis, amount) AS said
        FROM persons
        WHERE starts_with(told_as, 'planned ')
    )
    SELECT
        coalesce((SELECT said FROM whole), (SELECT said FROM part), 'No source gives a size in ' || place)
        || coalesce((SELECT said FROM plan), '')
)
