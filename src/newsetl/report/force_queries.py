"""What the pages of an actor and a place ask the database: see force_pages.py and the macro force_levels_in."""

MOST_REPORTS = 100_000  # the newest; a page of an archive of millions need not know more
# What a page may be about: an actor by its own name, or by the state or alliance it belongs to; a place, or its country
# With few columns: the pages need few of the rows, and four times all would fill memory.
ASKED = f"""
CREATE OR REPLACE TEMP TABLE report_asked AS
WITH newest AS (
    SELECT force_level_id
    FROM force_level_reports
    WHERE article_id IN (SELECT article_id FROM report_article)
        AND confidence >= doubtful_below() AND actor_name IS NOT NULL AND place_name IS NOT NULL
    ORDER BY published_date DESC NULLS LAST, force_level_id
    LIMIT {MOST_REPORTS}
),

told AS (
    SELECT
        r.force_level_id, r.article_id, r.story_id, r.modality, r.measure, r.unit, r.personnel_type,
        r.actor_name, r.actor_group, r.place_name, r.place_country, r.place_iso3, r.is_part,
        r.according_to, r.source_name, r.claim_stories, r.confidence,
        least(r.as_of_end, r.published_date) AS day,
        coalesce(c.name, r.actor_group) AS group_name,
        r.actor_iso3 IS NOT DISTINCT FROM r.actor_group AS is_of_group
    FROM force_level_reports AS r
    SEMI JOIN newest USING (force_level_id)
    LEFT JOIN report_country AS c ON c.iso3 = r.actor_group
),

of_actors AS (
    SELECT
        *, group_name AS actor, actor_group AS actor_code, is_of_group OR actor_name = group_name AS is_all_of_it
    FROM told
    UNION ALL
    SELECT *, actor_name, actor_name, true
    FROM told
    WHERE actor_name <> group_name AND NOT is_of_group
),

of_places AS (
    SELECT
        *, place_country AS place, place_iso3 AS place_code,
        is_all_of_it AND NOT is_part AND place_name = place_country AS is_whole
    FROM of_actors
    WHERE place_country IS NOT NULL
    UNION ALL
    SELECT *, place_name, place_name, is_all_of_it AND NOT is_part
    FROM of_actors
    WHERE place_name IS DISTINCT FROM place_country
)

SELECT
    actor, place, actor_code, place_code, is_whole, force_level_id, article_id, story_id, day, modality, measure, unit,
    personnel_type, actor_name, place_name, according_to, source_name, claim_stories, confidence
FROM of_places
"""  # noqa: S608 — made of a constant
IN_ORDER = "ORDER BY stories DESC, figures DESC, actor, place"
PAIRS = f"""
SELECT
    actor, place, min(actor_code) AS actor_code, coalesce(min(place_code), place) AS place_code,
    count(DISTINCT story_id) AS stories, count(DISTINCT force_level_id) AS figures
FROM report_asked
GROUP BY actor, place
{IN_ORDER}
LIMIT ?
"""  # noqa: S608 — made of constants
# The latest word of each source, as the macro force_levels_in takes it
LATEST = """
CREATE OR REPLACE TEMP TABLE report_latest AS
WITH told AS (
    SELECT
        *, told_as(modality, measure, unit) AS told_as,
        as_latest(day, claim_stories, source_name, confidence, force_level_id) AS latest_by
    FROM report_asked
    WHERE (actor, place) IN (SELECT (actor, place) FROM report_pair)
),

latest AS (
    SELECT
        actor, place, is_whole, told_as, max(latest_by) AS latest_by,
        arg_max({'force_level_id': force_level_id, 'article_id': article_id, 'day': day}, latest_by) AS figure
    FROM told
    GROUP BY actor, place, told_as, is_whole, actor_name, place_name, personnel_type, unit, according_to
)

SELECT
    r.*, a.position, a.most_words, l.actor, l.place, l.figure.day AS day, l.is_whole, l.told_as,
    CASE WHEN l.is_whole THEN 'whole' ELSE 'part' END AS scope, l.latest_by
FROM latest AS l
JOIN force_level_reports AS r
    ON r.force_level_id = l.figure.force_level_id AND r.article_id = l.figure.article_id
JOIN report_article AS a USING (article_id)
"""
# The macro's order: reported as fact first, wholes before parts, the latest word first
ROWS = """
SELECT s.*, left(quotable(s.sentence, s.most_words), ?) AS quoted, b.surface AS percent_of
FROM report_latest AS s
LEFT JOIN force_levels AS b ON b.force_level_id = s.base_force_level_id AND b.article_id = s.article_id
ORDER BY s.actor, s.place, is_whole DESC, told_as <> 'size', told_as, s.actor_name, s.place_name,
    s.day DESC NULLS LAST, s.published_date DESC NULLS LAST, s.force_level_id
"""
ANSWERS = """
WITH told AS (
    SELECT actor, place, list(report_latest) AS rows
    FROM report_latest
    WHERE {'actor': actor, 'place': place} IN (SELECT unnest($1::STRUCT(actor VARCHAR, place VARCHAR)[]))
    GROUP BY actor, place
)

SELECT actor, place, force_level_answer(actor, place, rows) FROM told
"""
