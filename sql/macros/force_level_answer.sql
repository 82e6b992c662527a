-- "How many of its forces are there" in one sentence, out of the latest word of each source on a place: what the latest says
-- of the whole, and from where to where all accounts of it range, each with its day; else the largest part, and what is
-- planned. Parts are never added up. told is a list of rows of force_levels_in, each with latest_by (as_latest)
CREATE OR REPLACE MACRO force_level_answer(actor, place, told) AS (
    WITH persons AS (
        SELECT
            r.told_as,
            r.scope,
            r.personnel_type,
            r.value_low < r.value_high AS is_range,
            {'low': r.value_low, 'high': r.value_high, 'qualifier': r.qualifier} AS says,
            coalesce(r.value_low, r.value_high) AS low,
            coalesce(r.value_high, r.value_low) AS high,
            CASE r.personnel_type WHEN 'other' THEN 'people' WHEN 'militia' THEN 'militia members'
                ELSE r.personnel_type END AS kind,
            CASE WHEN is_range THEN format('{:,}', low::BIGINT) ELSE r.figure END AS least,
            CASE WHEN is_range THEN format('{:,}', high::BIGINT) ELSE r.figure END AS most,
            CASE WHEN is_range THEN least || '–' || most ELSE r.figure END AS amount,
            amount || CASE WHEN ends_with(amount, 's') THEN ' of ' ELSE ' ' END || kind AS counted, -- "tens of thousands of troops"
            ' (' || r.according_to || ', '
                || when_told(r.as_of_start, r.as_of_end, r.as_of_precision, r.published_date) || ')' AS basis,
            CASE WHEN r.actor_name IS DISTINCT FROM actor THEN ' of ' || r.actor_name ELSE '' END
                || CASE WHEN r.place_name IS DISTINCT FROM place THEN ' in ' || r.place_name ELSE '' END AS which,
            r.latest_by
        FROM (SELECT unnest(told) AS r)
        WHERE r.unit = 'persons'
    ),
    wholes AS (
        SELECT *
        FROM persons
        WHERE told_as = 'size' AND scope = 'whole'
        QUALIFY personnel_type = mode(personnel_type ORDER BY personnel_type DESC) OVER ()
    ),
    accounts AS (
        SELECT
            *,
            latest_by = max(latest_by) OVER () AS is_latest,
            CASE WHEN is_latest THEN '' ELSE basis END AS told_by,
            low = min(low) OVER () AND high = max(high) OVER () AS spans,
            says IS NOT DISTINCT FROM first_value(says) OVER (ORDER BY latest_by DESC) AS agrees
        FROM wholes
    ),
    whole AS (
        SELECT
            'All of ' || place || ': ' || max_by(counted || basis, latest_by) || CASE
                WHEN count(*) = 1 THEN ''
                WHEN bool_and(agrees) AND min(low) = max(high)
                    THEN ', the latest of ' || count(*) || ' accounts, which say the same'
                WHEN min(low) = max(high)
                    THEN ', the latest of ' || count(*) || ' accounts; another says '
                        || max_by(amount || basis, latest_by) FILTER (NOT agrees)
                ELSE ', the latest of ' || count(*) || ' accounts, which range from '
                    || first(least || CASE WHEN spans THEN '' ELSE told_by END ORDER BY low, spans DESC, is_latest DESC, latest_by DESC)
                    || ' to '
                    || first(most || told_by ORDER BY high DESC, spans DESC, is_latest DESC, latest_by DESC)
            END AS said
        FROM accounts
        HAVING count(*) > 0
    ),
    part AS (
        SELECT
            'No source gives a figure for all of ' || place || '; largest part: '
            || first(counted || coalesce(which, '') || basis ORDER BY high DESC, latest_by DESC) AS said
        FROM persons
        WHERE told_as = 'size'
        HAVING count(*) > 0
    ),
    plan AS (
        SELECT '; ' || max_by(told_as || ': ' || counted || basis, latest_by) AS said
        FROM persons
        WHERE starts_with(told_as, 'planned ')
    )
    SELECT
        coalesce((SELECT said FROM whole), (SELECT said FROM part), 'No source gives a size in ' || place)
        || coalesce((SELECT said FROM plan), '')
)
