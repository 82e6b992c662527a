-- Each reported force size, ready to read: the figure, whose force where, as of when, who says so and through whom,
-- the evidence, and how many mentions, articles and independent stories make the same claim. actor_group is the state or
-- alliance that a force belongs to, place_country and place_admin1 what a place lies in; value_mid is null where the
-- range is open on one side; place_in_words tells "near Goma" and "the border of Ukraine" from the place; is_part: a part of a larger figure or of its place (tells_a_part), or
-- at its border
-- refresh by: claim
WITH claims AS (
    SELECT
        claim_id,
        count(*) AS claim_mentions,
        count(DISTINCT article_id) AS claim_articles,
        count(DISTINCT story_id) AS claim_stories
    FROM force_levels
    GROUP BY claim_id
),

places AS (
    SELECT article_id, place_id, any_value(country_name) AS country_name, any_value(admin1_name) AS admin1_name
    FROM region_mentions
    WHERE place_id IS NOT NULL
    GROUP BY article_id, place_id
)

SELECT
    f.force_level_id,
    f.claim_id,
    f.actor_name,
    f.actor_iso3,
    coalesce(f.actor_iso3, g.belongs_to, f.actor_name) AS actor_group,
    f.personnel_type,
    f.place_name,
    f.place_iso3,
    f.place_id,
    f.place_relation,
    place_in_words(f.place_name, f.place_relation) AS place_in_words,
    p.country_name AS place_country,
    p.admin1_name AS place_admin1,

    f.surface,
    f.qualifier,
    f.value,
    f.value_low,
    f.value_high,
    value_mid(f.value, f.value_low, f.value_high) AS value_mid,
    f.unit,
    f.measure,
    f.modality,
    figure_in_words(f.surface, f.qualifier) AS figure,

    f.as_of_start,
    f.as_of_end,
    f.as_of_precision,
    f.as_of_text,
    f.published_date,
    a.published_at,

    f.source_name,
    source_in_words(f.source_name, f.outlet) AS according_to,
    f.via_name,
    s.source_kind,
    s.anonymity,
    s.role_title,
    s.affiliation,
    s.speech_type,
    f.outlet,
    a.title,
    a.url,
    f.sentence,
    f.actor_text,
    f.place_text,
    tells_a_part(f.sentence, f.surface, f.place_name) OR f.place_relation IS NOT DISTINCT FROM 'border' AS is_part,

    c.claim_mentions,
    c.claim_articles,
    c.claim_stories,
    f.base_force_level_id,
    f.confidence,
    f.weakest_field,
    f.article_id,
    f.story_id,
    f."start",
    f."end",
    coalesce(f.review, 'machine') AS review,
    f.reviewed_by,
    f.reviewed_at
FROM force_levels AS f
INNER JOIN claims AS c ON c.claim_id = f.claim_id
LEFT JOIN actors AS g ON g.actor_name = f.actor_name
LEFT JOIN places AS p ON p.place_id = f.place_id AND p.article_id = f.article_id
LEFT JOIN articles AS a ON a.article_id = f.article_id AND a.revision = f.revision
LEFT JOIN attributions AS s ON s.attribution_id = f.attribution_id AND s.article_id = f.article_id
