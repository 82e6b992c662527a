"""The articles of the report, in story order, and what each of them names and cites, as packed columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from newsetl.report.packing import UNKNOWN_DAY, dictionary, offsets, pack
from newsetl.report.safety import visible
from newsetl.warehouse.macros import lend_macros, missing_macros

MOST_PLACES = 4_000
MOST_SOURCES = 4_000
MOST_QUOTED_SOURCES = 250  # sources of which the page holds statements, and how many of each
MOST_STATEMENTS = 10
STATEMENT_LENGTH = 200

# Story order lets the page count distinct stories in one pass.
_ARTICLES = """
CREATE OR REPLACE TEMP TABLE report_article AS
SELECT
    row_number() OVER (ORDER BY story_id, published_at NULLS LAST, article_id) - 1 AS position,
    dense_rank() OVER (ORDER BY story_id) - 1 AS story,
    article_id, revision, outlet, published_at, run_id,
    coalesce(coalesce(published_date, published_at::DATE) - DATE '1970-01-01', ?) AS day,
    coalesce(figures, 0) AS figures,
    coalesce(l.most_words, (SELECT most_words FROM report_limit WHERE limited = '*')) AS most_words
FROM articles
LEFT JOIN report_limit AS l ON l.limited = articles.outlet
LEFT JOIN (SELECT article_id, revision, count(*) AS figures FROM force_levels GROUP BY ALL)
    USING (article_id, revision)
WHERE is_current
"""
_QUOTABLE = """
CREATE OR REPLACE TEMP MACRO quotable(quoted_text, most) AS
CASE
    WHEN most IS NULL OR len(string_split_regex(trim(quoted_text), '\\s+')) <= most THEN quoted_text
    ELSE array_to_string(list_slice(string_split_regex(trim(quoted_text), '\\s+'), 1, most), ' ') || ' […]'
END
"""
# Demonyms and datelines name no place, here as in the marts. Counted at once: the rows of a large archive fill memory.
_MENTIONS = """
CREATE OR REPLACE TEMP TABLE report_mention AS
SELECT a.position, coalesce(m.place_id, '?') AS place, count(*) AS mentions
FROM region_mentions AS m JOIN report_article AS a USING (article_id, revision)
WHERE m.mention_type NOT IN ('demonym', 'dateline')
GROUP BY ALL
"""
# Of each field the first that is told, in the order of ids
_PLACES = """
CREATE OR REPLACE TEMP TABLE report_place AS
SELECT place_id AS place, row_number() OVER (ORDER BY count(*) DESC, place_id) - 1 AS rank,
    arg_min(place_name, region_mention_id) AS name, arg_min(place_type, region_mention_id) AS type,
    arg_min(map_iso3, region_mention_id) AS iso3,
    arg_min(map_country_name(country_name, country_iso3, map_iso3), region_mention_id) AS country,
    arg_min(latitude, region_mention_id) AS latitude, arg_min(longitude, region_mention_id) AS longitude,
    coalesce(arg_min(is_centroid, region_mention_id), true) AS is_centroid, round(avg(confidence), 2) AS confidence
FROM (
    SELECT m.*, map_country(m.country_iso3, m.disputed, m.held_by) AS map_iso3
    FROM region_mentions AS m JOIN report_article USING (article_id, revision)
    WHERE m.mention_type NOT IN ('demonym', 'dateline') AND m.place_id IS NOT NULL
)
GROUP BY place_id
"""
_STATEMENTS = """
CREATE OR REPLACE TEMP TABLE report_statement AS
SELECT a.position, s.source_kind AS kind, s.anonymity, s.confidence, s.attribution_id,
    coalesce(l.source_id, s.source_id, lower(s.source_name), '?' || s.source_kind || s.anonymity) AS source,
    coalesce(l.display_name, p.source_name, s.source_name, 'unnamed ' || replace(s.source_kind, '_', ' ')) AS name
FROM attributions AS s
JOIN report_article AS a USING (article_id, revision)
LEFT JOIN source_links AS l ON coalesce(s.source_id, s.source_kind || ':' || lower(s.source_name)) = l.local_id
LEFT JOIN source_profile AS p ON p.source_id = coalesce(l.source_id, s.source_id)
"""
# What joins the names of a source, as the marts have it; empty where the database has no marts
_LINKED = {
    "source_links": "local_id VARCHAR, source_id VARCHAR, display_name VARCHAR",
    "source_profile": "source_id VARCHAR, source_name VARCHAR",
}
_SOURCES = """
CREATE OR REPLACE TEMP TABLE report_source AS
SELECT source, kind, anonymity, row_number() OVER (ORDER BY count(*) DESC, source, kind, anonymity) - 1 AS rank,
    min(name) AS name, round(avg(confidence), 2) AS confidence, count(DISTINCT position) AS articles
FROM report_statement
GROUP BY source, kind, anonymity
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What of an article's pairs the page holds: packed counts, and the rows that the counts are of."""

    pairs: dict[str, Any]
    entries: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Counted:
    """Entries in order, and by column (position, code, mentions) how often each article names which of them."""

    keys: list[str]
    rows: Mapping[str, npt.NDArray[Any]]


_MACROS = (
    "doubtful_below", "source_in_words", "names_a_part", "names_part_of_place", "tells_a_part", "told_as", "when_told",
    "force_level_answer",
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
    lend_macros(connection, (*_MACROS, *missing_macros(connection, ("map_country", "map_country_name"))))
    for table, columns in _LINKED.items():
        if not connection.execute("FROM information_schema.tables WHERE table_name = ?", [table]).fetchone():
            connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({columns})")
    for statement in (_MENTIONS, _PLACES, _STATEMENTS, _SOURCES):
        connection.execute(statement)


def article_columns(connection: duckdb.DuckDBPyConnection, last_run: str | None) -> dict[str, Any]:
    """Day, outlet, story and newness of each article, in story order."""
    rows: dict[str, Any] = connection.execute(
        "SELECT day, story, figures, run_id IS NOT DISTINCT FROM ? AS fresh FROM report_article ORDER BY position",
        [last_run],
    ).fetchnumpy()
    outlets = connection.execute("SELECT outlet FROM report_article ORDER BY position").fetchall()
    return {
        "count": len(outlets),
        "day": pack(rows["day"], signed=True),
        "story": pack(rows["story"]),
        "fresh": pack(rows["fresh"].astype(np.int64)),
        "figures": pack(rows["figures"]),
        "outlet": dictionary(outlet for (outlet,) in outlets),
    }


def places_named(connection: duckdb.DuckDBPyConnection, articles: int) -> Shown:
    """Which places each article names how often; the rarest are lumped together by country."""
    counted = _counted(
        connection,
        """
        WITH shown AS (
            SELECT place, CASE WHEN rank < ? THEN place ELSE 'other:' || coalesce(iso3, '') END AS entry
            FROM report_place
        )
        SELECT position, coalesce(entry, '?') AS entry, sum(mentions)::BIGINT AS mentions
        FROM report_mention LEFT JOIN shown USING (place)
        GROUP BY ALL
        """,
        [MOST_PLACES],
    )
    known = {
        row[0]: dict(zip(_PLACE_FIELDS, row, strict=True))
        for row in connection.execute(
            "SELECT place, name, type, iso3, country, latitude, longitude, is_centroid, confidence "
            "FROM report_place"
        ).fetchall()
    }
    countries = {entry["iso3"]: entry["country"] for entry in known.values()}
    return _packed(counted, articles, lambda key: known.get(key) or _lumped_place(key, countries))


_PLACE_FIELDS = (
    "id",
    "name",
    "type",
    "iso3",
    "country",
    "latitude",
    "longitude",
    "is_centroid",
    "confidence",
)


def _lumped_place(key: str, countries: dict[str | None, str | None]) -> dict[str, Any]:
    entry = dict.fromkeys(_PLACE_FIELDS)
    if key == "?":
        return {**entry, "id": "?", "name": "not resolved", "is_centroid": True}
    iso3 = key.removeprefix("other:") or None
    country = countries.get(iso3)
    name = f"other places in {country or 'no country'}"
    return {**entry, "id": key, "name": name, "iso3": iso3, "country": country, "is_centroid": True}


def sources_cited(connection: duckdb.DuckDBPyConnection, articles: int) -> Shown:
    """Which sources each article cites how often; the rarest are lumped by kind and anonymity."""
    counted = _counted(
        connection,
        """
        WITH shown AS (
            SELECT source, kind, anonymity,
                CASE WHEN rank < ? THEN rank::VARCHAR ELSE 'other:' || kind || ':' || anonymity END AS entry
            FROM report_source
        )
        SELECT position, entry, count(*) AS mentions
        FROM report_statement JOIN shown USING (source, kind, anonymity)
        GROUP BY ALL
        """,
        [MOST_SOURCES],
    )
    known = {
        str(rank): {
            "rank": rank,
            "name": name,
            "kind": kind,
            "anonymity": anonymity,
            "is_lump": source.startswith("?"),
            "confidence": confidence,
        }
        for rank, source, name, kind, anonymity, confidence in connection.execute(
            "SELECT rank, source, name, kind, anonymity, confidence FROM report_source WHERE rank < ?",
            [MOST_SOURCES],
        ).fetchall()
    }
    return _packed(counted, articles, lambda key: known.get(key) or _lumped_source(key))


def statements_said(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The newest statements of the sources that most articles cite, each with its article: what a source has said."""
    rows = connection.execute(
        """
        SELECT s.position, r.rank, s.attribution_id, left(quotable(t.content_text, a.most_words), ?) AS content
        FROM report_statement AS s
        JOIN (SELECT * FROM report_source WHERE source NOT LIKE '?%' ORDER BY articles DESC, rank LIMIT ?) AS r
            USING (source, kind, anonymity)
        JOIN report_article AS a USING (position)
        JOIN attributions AS t USING (attribution_id, article_id, revision)
        QUALIFY row_number() OVER (
            PARTITION BY r.rank ORDER BY a.published_at DESC NULLS LAST, s.position, s.attribution_id
        ) <= ?
        ORDER BY r.rank, a.published_at DESC NULLS LAST, s.position, s.attribution_id
        """,
        [STATEMENT_LENGTH, MOST_QUOTED_SOURCES, MOST_STATEMENTS],
    ).fetchall()
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    return {
        "position": pack(columns[0]),
        "rank": pack(columns[1]),
        "id": list(columns[2]),
        "content": [visible(text) for text in columns[3]],
    }


def actors_counted(connection: duckdb.DuckDBPyConnection, articles: int) -> Shown:
    """Of which actors each article reports how many force figures."""
    counted = _counted(
        connection,
        """
        SELECT position, coalesce(actor_name, '') AS entry, count(*) AS mentions
        FROM force_levels JOIN report_article USING (article_id, revision)
        GROUP BY ALL
        """,
    )
    return _packed(counted, articles, lambda key: {"name": key or "actor not told"})


def _lumped_source(key: str) -> dict[str, Any]:
    _, kind, anonymity = key.split(":")
    return {"name": "other sources", "kind": kind, "anonymity": anonymity, "is_lump": True}


def _counted(connection: Any, pairs: str, parameters: Sequence[Any] = ()) -> Counted:
    """What a SELECT of position, entry and mentions gives. DuckDB numbers the entries: as words they fill memory."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE report_counted AS {pairs}", parameters)
    keys = connection.execute("SELECT DISTINCT entry FROM report_counted ORDER BY entry").fetchall()
    rows = connection.execute(
        """
        WITH coded AS (
            SELECT entry, row_number() OVER (ORDER BY entry) - 1 AS code
            FROM (SELECT DISTINCT entry FROM report_counted)
        )
        SELECT position, code, mentions FROM report_counted JOIN coded USING (entry) ORDER BY position, code
        """
    ).fetchnumpy()
    return Counted([key for (key,) in keys], rows)


def _packed(counted: Counted, articles: int, describe: Callable[[str], dict[str, Any]]) -> Shown:
    pairs = {
        "offsets": pack(offsets(counted.rows["position"], articles)),
        "entry": pack(counted.rows["code"]),
        "count": pack(counted.rows["mentions"]),
    }
    return Shown(pairs, [_visible_entry(describe(key)) for key in counted.keys])


def _visible_entry(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: visible(value) if isinstance(value, str) else value for key, value in entry.items()}
