-- Each source that the lists or its own name identify: what kinds of statements it makes, since when, in which
-- outlets, through whom, how often in its own words. Statements of no such kind (cue_class other) are in mentions alone; kinds
-- count what it did not say or deny too, of which share_negated is the share
-- refresh by: load
WITH facets AS (
    SELECT
        source_id,
        mentions,
        unnest([
            {'facet': 'name', 'value': source_name},
            {'facet': 'kind', 'value': source_kind},
            {'facet': 'role', 'value': role_title},
            {'facet': 'affiliation', 'value': affiliation},
            {'facet': 'state', 'value': affiliation_iso3},
            {'facet': 'outlet', 'value': outlet},
            {'facet': 'via', 'value': via_name}
        ], recursive := true)
    FROM source_forms
),

counted AS (
    SELECT source_id, facet, value, sum(mentions) AS mentions
    FROM facets
    WHERE value IS NOT NULL
    GROUP BY source_id, facet, value
),

described AS (
    SELECT
        source_id,
        any_value(value ORDER BY regexp_full_match(value, '[A-Z][A-Z&]{1,9}'), mentions DESC, value)
            FILTER (facet = 'name') AS source_name, -- an acronym only where the archive has no name
        any_value(value ORDER BY mentions DESC, value) FILTER (facet = 'kind') AS source_kind,
        any_value(value ORDER BY mentions DESC, value) FILTER (facet = 'role') AS role_title,
        any_value(value ORDER BY mentions DESC, value) FILTER (facet = 'affiliation') AS affiliation,
        any_value(value ORDER BY mentions DESC, value) FILTER (facet = 'state') AS affiliation_iso3,
        count(*) FILTER (facet = 'outlet') AS outlets,
        array_to_string(list_sort(list(value) FILTER (facet = 'outlet')), '; ') AS outlet_names,
        array_to_string(list_sort(list(value) FILTER (facet = 'via')), '; ') AS via_names
    FROM counted
    GROUP BY source_id
),

totals AS (
    SELECT
        source_key AS source_id,
        sum(mentions)::BIGINT AS mentions,
        sum(articles)::BIGINT AS articles,
        sum(stories)::BIGINT AS stories,
        min(first_seen) AS first_seen,
        max(last_seen) AS last_seen,
        sum(says)::BIGINT AS says,
        sum(claims)::BIGINT AS claims,
        sum(denies)::BIGINT AS denies,
        sum(warns)::BIGINT AS warns,
        sum(alleges)::BIGINT AS alleges,
        sum(promises)::BIGINT AS promises,
        sum(asks)::BIGINT AS asks,
        sum(announces)::BIGINT AS announces,
        sum(estimates)::BIGINT AS estimates,
        round(sum(direct_mentions) / sum(mentions), 3) AS share_direct,
        round(sum(negated_mentions) / sum(mentions), 3) AS share_negated
    FROM source_months
    WHERE level = 'source'
    GROUP BY source_key
)

SELECT
    source_id,
    source_name,
    source_kind,
    role_title,
    affiliation,
    affiliation_iso3,

    mentions,
    articles,
    stories,
    outlets,
    outlet_names,
    via_names,
    first_seen,
    last_seen,
    says,
    claims,
    denies,
    warns,
    alleges,
    promises,
    asks,
    announces,
    estimates,
    share_direct,
    share_negated
FROM totals INNER JOIN described USING (source_id)
