"""The temporary tables that the report's columns, pages and figures read: articles, mentions, statements, sources."""

from collections.abc import Mapping

import duckdb

from newsetl.report.packing import UNKNOWN_DAY
from newsetl.warehouse.macros import create_missing_marts, create_temporary_macros, macros_for, missing_macros

# Story order lets the page count distinct stories in one pass.
_ARTICLES = """
CREATE OR REPLACE TEMP TABLE report_article AS
SELECT
    (row_number() OVER (ORDER BY story_id, published_at NULLS LAST, article_id) - 1)::INTEGER AS position,
    dense_rank() OVER (ORDER BY story_id) - 1 AS story,
    article_id, revision, outlet, published_at, run_id,
    coalesce(coalesce(published_date, published_at::DATE) - DATE '1970-01-01', ?) AS day,
    coalesce(l.most_words, (SELECT most_words FROM report_limit WHERE limited = '*')) AS most_words
FROM articles
LEFT JOIN report_limit AS l ON l.limited = articles.outlet
WHERE is_current
"""
_QUOTABLE = """
CREATE OR REPLACE TEMP MACRO quotable(quoted_text, most) AS
CASE
    WHEN most IS NULL OR len(string_split_regex(trim(quoted_text), '\\s+')) <= most THEN quoted_text
    ELSE array_to_string(list_slice(string_split_regex(trim(quoted_text), '\\s+'), 1, most), ' ') || ' […]'
END
"""
_ACTORS = """
CREATE OR REPLACE TEMP TABLE report_actor AS
SELECT name, (row_number() OVER (ORDER BY name) - 1)::INTEGER AS number
FROM (SELECT DISTINCT coalesce(actor_name, '') AS name FROM force_levels)
"""
_FIGURES = """
CREATE OR REPLACE TEMP TABLE report_figure AS
SELECT a.position, n.number
FROM force_levels AS f
JOIN report_article AS a USING (article_id, revision)
JOIN report_actor AS n ON n.name = coalesce(f.actor_name, '')
"""
# Of each field the first that is set, in the order of ids.
_PLACES = """
CREATE OR REPLACE TEMP TABLE report_place AS
SELECT place_id AS place, (row_number() OVER (ORDER BY sum(w.mentions) DESC, place_id) - 1)::INTEGER AS rank,
    arg_min(place_name, first_id) AS name, arg_min(place_type, first_id) AS type, arg_min(map_iso3, first_id) AS iso3,
    arg_min(map_country_name(country_name, country_iso3, map_iso3), first_id) AS country,
    arg_min(latitude, first_id) AS latitude, arg_min(longitude, first_id) AS longitude,
    coalesce(arg_min(is_centroid, first_id), true) AS is_centroid,
    round(sum(w.confidence)::DOUBLE / sum(w.mentions), 6) AS confidence
FROM newsetl_places AS w
GROUP BY place_id
"""
# One row a mention, to be counted in numpy, which takes a third of the time. What is not resolved has the number behind
# the last. Demonyms and datelines name no place, here as in the marts.
_MENTIONS = """
CREATE OR REPLACE TEMP TABLE report_mention AS
SELECT a.position, coalesce(p.rank, (SELECT count(*) FROM report_place))::INTEGER AS number
FROM region_mentions AS m
JOIN report_article AS a USING (article_id, revision)
LEFT JOIN report_place AS p ON p.place = m.place_id
WHERE m.mention_type NOT IN ('demonym', 'dateline')
"""
# Sources as articles name them are a tenth of the statements: these are linked, named and ranked.
_TELLERS = """
CREATE OR REPLACE TEMP TABLE report_teller AS
WITH told AS (
    SELECT source_id, source_name, source_kind, anonymity, count(*) AS statements,
        sum(confidence::DECIMAL(18, 9)) AS confidence
    FROM attributions
    GROUP BY ALL
)

SELECT s.*, coalesce(p.source_kind, s.source_kind) AS kind,
    coalesce(l.source_id, s.source_id, lower(s.source_name), '?' || s.source_kind || s.anonymity) AS source,
    coalesce(l.display_name, p.source_name, s.source_name, 'unnamed ' || replace(s.source_kind, '_', ' ')) AS name
FROM told AS s
LEFT JOIN source_links AS l ON coalesce(s.source_id, s.source_kind || ':' || lower(s.source_name)) = l.local_id
LEFT JOIN source_profile AS p ON p.source_id = coalesce(l.source_id, s.source_id)
"""
# What joins the names of a source, as the marts have it; empty where the database has no marts
_LINKED = {
    "source_links": "local_id VARCHAR, source_id VARCHAR, display_name VARCHAR",
    "source_profile": "source_id VARCHAR, source_name VARCHAR, source_kind VARCHAR",
}
_SOURCES = """
CREATE OR REPLACE TEMP TABLE report_source AS
SELECT t.source, t.kind, t.anonymity,
    (row_number() OVER (ORDER BY sum(t.statements) DESC, t.source, t.kind, t.anonymity) - 1)::INTEGER AS rank,
    min(t.name) AS name, round(sum(t.confidence)::DOUBLE / sum(t.statements), 6) AS confidence
FROM report_teller AS t
GROUP BY t.source, t.kind, t.anonymity
"""
_STATEMENTS = """
CREATE OR REPLACE TEMP TABLE report_statement AS
SELECT a.position, r.rank AS number
FROM attributions AS s
JOIN report_article AS a USING (article_id, revision)
JOIN report_teller AS t
    ON t.source_id IS NOT DISTINCT FROM s.source_id AND t.source_name IS NOT DISTINCT FROM s.source_name
    AND t.source_kind = s.source_kind AND t.anonymity = s.anonymity
JOIN report_source AS r ON r.source = t.source AND r.kind = t.kind AND r.anonymity = t.anonymity
"""


# Macros that the report's queries call
_MACROS = (
    "as_latest", "doubtful_below", "force_level_answer", "percent_sure", "source_in_words", "tells_a_part", "told_as",
)  # fmt: skip


def prepare(connection: duckdb.DuckDBPyConnection, quoted_words: Mapping[str, int]) -> None:
    """Make the temporary tables that everything else in the report reads.

    Args:
        connection: to the database.
        quoted_words: most words quoted of an outlet's sentence; "*" stands for all others.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE report_limit (limited VARCHAR, most_words BIGINT)")
    for limited in quoted_words.items():
        connection.execute("INSERT INTO report_limit VALUES (?, ?)", list(limited))
    connection.execute(_QUOTABLE)
    connection.execute(_ARTICLES, [UNKNOWN_DAY])
    # Those that follow the setting `borders` are the database's own; one that an older newsetl made has none.
    of_borders = missing_macros(connection, ("map_country", "map_country_name"))
    create_temporary_macros(connection, [*macros_for(*_MACROS), *of_borders])
    create_missing_marts(connection, ("story_overview", "newsetl_places"))
    for table, columns in _LINKED.items():
        if not connection.execute("FROM information_schema.tables WHERE table_name = ?", [table]).fetchone():
            connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({columns})")
    for statement in (_ACTORS, _FIGURES, _PLACES, _MENTIONS, _TELLERS, _SOURCES, _STATEMENTS):
        connection.execute(statement)
