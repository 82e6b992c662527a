-- How complete and how sure the rows are, run by run: what was read and refused, what each article yielded, how much
-- of it could be resolved. A share is null where there is nothing that it could be a share of
WITH of_articles AS (
    SELECT
        run_id,
        count(*) AS articles,
        count(DISTINCT story_id) AS stories,
        avg((published_at IS NOT NULL)::BIGINT) AS share_dated,
        avg((outlet IS NOT NULL)::BIGINT) AS share_with_outlet,
        avg((language = 'en')::BIGINT) AS share_english,
        median(word_count) AS median_words
    FROM articles
    WHERE is_current
    GROUP BY run_id
),

of_attributions AS (
    SELECT
        a.run_id,
        count(*) AS attributions,
        avg((t.source_name IS NOT NULL)::BIGINT) AS share_sources_resolved,
        avg(t.confidence) AS attribution_confidence
    FROM attributions AS t JOIN articles AS a USING (article_id, revision)
    GROUP BY a.run_id
),

of_places AS (
    SELECT
        a.run_id,
        count(*) AS region_mentions,
        avg((t.place_id IS NOT NULL)::BIGINT) AS share_places_resolved,
        avg(t.confidence) AS region_confidence
    FROM region_mentions AS t JOIN articles AS a USING (article_id, revision)
    GROUP BY a.run_id
),

of_forces AS (
    SELECT
        a.run_id,
        count(*) AS force_levels,
        avg((t.actor_name IS NOT NULL)::BIGINT) AS share_actors_known,
        avg((t.as_of_start IS NOT NULL)::BIGINT) AS share_as_of_known,
        avg(t.confidence) AS force_confidence
    FROM force_levels AS t JOIN articles AS a USING (article_id, revision)
    GROUP BY a.run_id
),

of_dates AS (
    SELECT
        a.run_id,
        count(*) AS date_mentions,
        avg((t.start_date IS NOT NULL)::BIGINT) FILTER (t.kind = 'date') AS share_dates_resolved
    FROM date_mentions AS t JOIN articles AS a USING (article_id, revision)
    GROUP BY a.run_id
)

SELECT
    runs.run_id,
    runs.started_at,
    runs.status,
    runs.read,
    runs.published,
    runs.duplicate,
    runs.quarantined,
    runs.quarantined / nullif(runs.read, 0) AS share_quarantined,
    coalesce(of_articles.articles, 0) AS articles,
    coalesce(of_articles.stories, 0) AS stories,
    of_articles.share_dated,
    of_articles.share_with_outlet,
    of_articles.share_english,
    of_articles.median_words,
    coalesce(of_attributions.attributions, 0) AS attributions,
    of_attributions.attributions / of_articles.articles AS attributions_per_article,
    of_attributions.share_sources_resolved,
    of_attributions.attribution_confidence,
    coalesce(of_places.region_mentions, 0) AS region_mentions,
    of_places.region_mentions / of_articles.articles AS region_mentions_per_article,
    of_places.share_places_resolved,
    of_places.region_confidence,
    coalesce(of_forces.force_levels, 0) AS force_levels,
    of_forces.force_levels / of_articles.articles AS force_levels_per_article,
    of_forces.share_actors_known,
    of_forces.share_as_of_known,
    of_forces.force_confidence,
    coalesce(of_dates.date_mentions, 0) AS date_mentions,
    of_dates.share_dates_resolved,
    runs.code_version,
    runs.model_name,
    runs.gazetteer_version
FROM runs
LEFT JOIN of_articles USING (run_id)
LEFT JOIN of_attributions USING (run_id)
LEFT JOIN of_places USING (run_id)
LEFT JOIN of_forces USING (run_id)
LEFT JOIN of_dates USING (run_id)
