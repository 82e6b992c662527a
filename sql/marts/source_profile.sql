-- Each source that the lists or its own name identify: what kinds of statements it makes, since when, in which
-- outlets, through whom, how often in its own words
WITH statements AS (
    SELECT s.*
    FROM attributions AS s
    INNER JOIN articles AS a USING (article_id, revision)
    WHERE a.is_current AND s.source_id IS NOT NULL
)

SELECT
    source_id,
    mode(source_name ORDER BY source_name) AS source_name,
    mode(source_kind ORDER BY source_kind) AS source_kind,
    mode(role_title ORDER BY role_title) AS role_title,
    mode(affiliation ORDER BY affiliation) AS affiliation,
    mode(affiliation_iso3 ORDER BY affiliation_iso3) AS affiliation_iso3,

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
FROM statements
GROUP BY source_id
