"""The articles of the report, in story order, and what each of them names and cites, as packed columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from newsetl.report.packing import dictionary, offsets, pack
from newsetl.report.safety import visible

MOST_PLACES = 4_000
MOST_SOURCES = 4_000
MOST_QUOTED_SOURCES = 250  # sources of which the page holds statements, and how many of each
MOST_STATEMENTS = 10
STATEMENT_LENGTH = 200


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
        WITH newest AS (
            SELECT s.position, r.rank, s.attribution_id, a.article_id, a.revision, a.published_at, a.most_words
            FROM report_statement AS s
            JOIN (SELECT * FROM report_source WHERE source NOT LIKE '?%' ORDER BY articles DESC, rank LIMIT ?) AS r
                USING (source, kind, anonymity)
            JOIN report_article AS a USING (position)
            QUALIFY row_number() OVER (
                PARTITION BY r.rank ORDER BY a.published_at DESC NULLS LAST, s.position, s.attribution_id
            ) <= ?
        )
        SELECT n.position, n.rank, n.attribution_id, left(quotable(t.content_text, n.most_words), ?) AS content
        FROM newest AS n JOIN attributions AS t USING (attribution_id, article_id, revision)
        ORDER BY n.rank, n.published_at DESC NULLS LAST, n.position, n.attribution_id
        """,
        [MOST_QUOTED_SOURCES, MOST_STATEMENTS, STATEMENT_LENGTH],
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
