-- How often each source is cited, month by month, on each level: by source_id (source), by the name that articles give
-- (name), by the country that it speaks for (country): choose one level. A story and its articles count in the month that
-- the story began in (story_overview), and so add up over months; named_… count statements with a named source alone, and
-- named_confidence is their mean confidence
-- refresh by: month of the story
WITH statements AS (
    SELECT
        t.month,
        unnest([
            {'level': 'source', 'source_key': coalesce(l.source_id, s.source_id)},
            {'level': 'name', 'source_key': s.source_name},
            {'level': 'country', 'source_key': s.affiliation_iso3}
        ], recursive := true),
        s.article_id,
        s.story_id,
        s.anonymity = 'named' AS is_named,
        s.source_kind,
        s.cue_class,
        s.speech_type,
        s.is_negated,
        s.confidence,
        s.published_date
    FROM attributions AS s
    INNER JOIN story_overview AS t USING (story_id)
    LEFT JOIN source_links AS l ON coalesce(s.source_id, s.source_kind || ':' || lower(s.source_name)) = l.local_id
)

SELECT
    month,
    level,
    source_key,

    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT story_id) AS stories,
    count(*) FILTER (is_named) AS named_mentions,
    count(DISTINCT article_id) FILTER (is_named) AS named_articles,
    count(DISTINCT story_id) FILTER (is_named) AS named_stories,
    count(*) FILTER (is_named AND speech_type IN ('direct', 'mixed')) AS named_quotations,
    avg(confidence) FILTER (is_named) AS named_confidence,
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
    count(*) FILTER (speech_type = 'direct') AS direct_mentions,
    count(*) FILTER (is_negated) AS negated_mentions,
    count(*) FILTER (source_kind = 'government') AS government_mentions
FROM statements
WHERE source_key IS NOT NULL
GROUP BY month, level, source_key
