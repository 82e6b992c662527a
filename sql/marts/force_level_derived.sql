-- Head counts that are in no text: a percentage of a force turned into people by the level that it is of. Every row is
-- derived (is_derived), with the asserted figures that it was computed from, and beside it the size that the same
-- article says will remain or be reached, where it says one: both stand
WITH shares AS (
    SELECT
        share.*,
        base.surface AS base_surface,
        base.value AS base_value,
        base.value_low AS base_low,
        base.value_high AS base_high,
        base.as_of_start AS base_as_of_start,
        base.as_of_text AS base_as_of_text,
        base.source_name AS base_source_name,
        base.place_name AS base_place_name,
        base.place_iso3 AS base_place_iso3,
        coalesce(share.value, share.value_high, share.value_low) / 100 AS part
    FROM force_levels AS share
    INNER JOIN force_levels AS base
        ON base.force_level_id = share.base_force_level_id AND base.article_id = share.article_id
    WHERE share.unit = 'percent'
),

counted AS (
    SELECT
        *,
        round(base_value * part) AS head_count,
        CASE measure
            WHEN 'decrease' THEN round(base_value * (1 - part))
            WHEN 'increase' THEN round(base_value * (1 + part))
        END AS size_after
    FROM shares
)

SELECT
    TRUE AS is_derived,
    c.force_level_id,
    c.base_force_level_id,
    c.actor_name,
    coalesce(c.place_name, c.base_place_name) AS place_name,
    coalesce(c.place_iso3, c.base_place_iso3) AS place_iso3,
    c.measure,
    c.modality,

    c.surface AS said_share,
    c.qualifier AS share_qualifier,
    c.source_name AS share_source_name,
    c.via_name AS share_via_name,
    c.base_surface AS said_base,
    c.base_source_name,
    c.base_as_of_start,
    c.base_as_of_text,

    c.head_count AS derived_head_count,
    c.size_after AS derived_size_after,
    CASE WHEN c.qualifier = 'up_to' THEN 'at most' WHEN c.qualifier = 'at_least' THEN 'at least' ELSE 'about' END
    || ' ' || format('{:,}', c.head_count::BIGINT)
    || CASE c.measure WHEN 'decrease' THEN ' fewer' WHEN 'increase' THEN ' more' ELSE '' END
    || coalesce(', leaving about ' || format('{:,}', c.size_after::BIGINT), '') AS derived_text,
    c.surface || ' of ' || c.base_surface AS derivation,

    t.surface AS said_size_after,
    t.value AS said_value_after,
    c.size_after - t.value AS derived_less_said,
    t.source_name AS said_after_by,
    t.force_level_id AS said_force_level_id,

    c.published_date,
    c.outlet,
    c.confidence,
    c.article_id,
    c.story_id
FROM counted AS c
LEFT JOIN force_levels AS t
    ON t.article_id = c.article_id
    AND t.measure = 'target'
    AND t.unit = 'persons'
    AND t.actor_name IS NOT DISTINCT FROM c.actor_name
    AND (t.place_iso3 = c.base_place_iso3 OR t.place_iso3 IS NULL)
