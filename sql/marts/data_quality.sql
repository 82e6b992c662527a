-- How complete and how sure the rows are, run by run: what was read and refused, how many articles could not
-- be annotated (their rows in quarantine say why), what each article yielded, how much
-- of it could be resolved. A share is null where there is nothing that it could be a share of
WITH of_articles AS (
    SELECT
        run_id,
        count(*) AS articles,
        count(DISTINCT story_id) AS stories,
        avg((published_at IS NOT NULL)::BIGINT) AS share_dated,
        avg((outlet IS NOT NULL)::BIGINT) AS share_with_outlet,
        avg((language = 'en')::BIGINT) AS share_english,
        avg(coalesce(is_truncated, FALSE)::BIGINT) AS share_truncated,
        median(word_count) AS median_words
    FROM articles
    WHERE is_current
    GROUP BY run_id
),

of_tables AS (
    SELECT
        run_id,
        in_table,
        sum(mentions)::BIGINT AS mentions,
        sum(resolved) / nullif(sum(resolvable), 0) AS share_resolved,
        sum(dated) / sum(mentions) AS share_dated,
        sum(confidence) / sum(mentions) AS confidence
    FROM quality_days
    GROUP BY run_id, in_table
),

of_failures AS (
    SELECT run_id, count(*) AS articles FROM quarantine WHERE article_id IS NOT NULL GROUP BY run_id
)

SELECT
    runs.run_id,
    runs.started_at,
    runs.status,
    runs.read,
    runs.published,
    runs.duplicate,
    runs.quarantined,
    coalesce(of_failures.articles, 0) AS not_annotated,
    runs.quarantined / nullif(runs.read, 0) AS share_quarantined,
    coalesce(of_articles.articles, 0) AS articles,
    coalesce(of_articles.stories, 0) AS stories,
    of_articles.share_dated,
    of_articles.share_with_outlet,
    of_articles.share_english,
    of_articles.share_truncated,
    of_articles.median_words,
    coalesce(of_attributions.mentions, 0) AS attributions,
    of_attributions.mentions / of_articles.articles AS attributions_per_article,
    of_attributions.share_resolved AS share_sources_resolved,
    of_attributions.confidence AS attribution_confidence,
    coalesce(of_places.mentions, 0) AS region_mentions,
    of_places.mentions / of_articles.articles AS region_mentions_per_article,
    of_places.share_resolved AS share_places_resolved,
    of_places.confidence AS region_confidence,
    coalesce(of_forces.mentions, 0) AS force_levels,
    of_forces.mentions / of_articles.articles AS force_levels_per_article,
    of_forces.share_resolved AS share_actors_known,
    of_forces.share_dated AS share_as_of_known,
    of_forces.confidence AS force_confidence,
    coalesce(of_dates.mentions, 0) AS date_mentions,
    of_dates.share_resolved AS share_dates_resolved,
    runs.code_version,
    runs.model_name,
    runs.gazetteer_version
FROM runs
LEFT JOIN of_articles USING (run_id)
LEFT JOIN of_failures USING (run_id)
LEFT JOIN of_tables AS of_attributions ON of_attributions.run_id = runs.run_id AND of_attributions.in_table = 'attributions'
LEFT JOIN of_tables AS of_places ON of_places.run_id = runs.run_id AND of_places.in_table = 'region_mentions'
LEFT JOIN of_tables AS of_forces ON of_forces.run_id = runs.run_id AND of_forces.in_table = 'force_levels'
LEFT JOIN of_tables AS of_dates ON of_dates.run_id = runs.run_id AND of_dates.in_table = 'date_mentions'
