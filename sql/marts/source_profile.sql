-- Each source that the lists or its own name identify: what kinds of statements it makes, since when, in which
-- outlets, through whom, how often in its own words
-- refresh by: load
WITH profiles AS (
    SELECT
        source_id,
        -- Maps from value to frequency, sorted by value: from these the most frequent is found in a third of the time
        -- that mode(… ORDER BY …) takes
        histogram(source_name) AS names,
        histogram(source_kind) AS kinds,
        histogram(role_title) AS roles,
        histogram(affiliation) AS affiliations,
        histogram(affiliation_iso3) AS states,

        count(*) AS mentions,
        count(DISTINCT article_id) AS articles,
        count(DISTINCT story_id) AS stories,
        count(DISTINCT outlet) AS outlets,
        string_agg(DISTINCT outlet, '; ' ORDER BY outlet) AS outlet_names,
        string_agg(DISTINCT via_name, '; ' ORDER BY via_name) AS via_names,
        min(published_date) AS first_seen,
        max(published_date) AS last_seen,

        count(*) FILTER (cue_class IN ('say', 'write')) AS says,
        count(*) FILTER (cue_class = 'claim') AS claims,
        count(*) FILTER (cue_class = 'deny') AS denies,
        count(*) FILTER (cue_class = 'warn') AS warns,
        count(*) FILTER (cue_class = 'allege') AS alleges,
        count(*) FILTER (cue_class = 'promise') AS promises,
        count(*) FILTER (cue_class = 'ask') AS asks,
        count(*) FILTER (cue_class = 'announce') AS announces,
        count(*) FILTER (cue_class = 'estimate') AS estimates,
        round(avg((speech_type = 'direct')::BIGINT), 3) AS share_direct,
        round(avg(is_negated::BIGINT), 3) AS share_negated
    FROM attributions
    WHERE source_id IS NOT NULL
    GROUP BY source_id
)

SELECT
    source_id,
    map_keys(names)[list_position(map_values(names), list_max(map_values(names)))] AS source_name,
    map_keys(kinds)[list_position(map_values(kinds), list_max(map_values(kinds)))] AS source_kind,
    map_keys(roles)[list_position(map_values(roles), list_max(map_values(roles)))] AS role_title,
    map_keys(affiliations)[list_position(map_values(affiliations), list_max(map_values(affiliations)))] AS affiliation,
    map_keys(states)[list_position(map_values(states), list_max(map_values(states)))] AS affiliation_iso3,

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
FROM profiles
