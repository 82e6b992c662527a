"""The articles of the report, in story order, and what each of them names and cites, as packed columns."""

from typing import Any

import duckdb
import numpy as np

from newsetl.report.counting import Numbers, Shown, count_pairs, distinct, packed, read_pairs
from newsetl.report.packing import dictionary, pack
from newsetl.report.safety import visible

MOST_PLACES = 4_000
MOST_SOURCES = 4_000
MOST_QUOTED_SOURCES = 250  # sources of which the page holds statements, and how many of each
MOST_STATEMENTS = 10
STATEMENT_LENGTH = 200


def article_columns(connection: duckdb.DuckDBPyConnection, last_run: str | None) -> dict[str, Any]:
    """Day, outlet, story and newness of each article, in story order."""
    rows: dict[str, Any] = connection.execute(
        "SELECT day, story, run_id IS NOT DISTINCT FROM ? AS fresh FROM report_article ORDER BY position",
        [last_run],
    ).fetchnumpy()
    figures = read_pairs(connection, "report_figure")["position"]
    outlets = connection.execute("SELECT outlet FROM report_article ORDER BY position").fetchall()
    return {
        "count": len(outlets),
        "day": pack(rows["day"], signed=True),
        "story": pack(rows["story"]),
        "fresh": pack(rows["fresh"].astype(np.int64)),
        "figures": pack(np.bincount(figures, minlength=len(outlets))),
        "outlet": dictionary(outlet for (outlet,) in outlets),
    }


def places_named(connection: duckdb.DuckDBPyConnection, articles: int) -> Shown:
    """Which places each article names how often; the rarest are lumped together by country."""
    fields = ", ".join(_PLACE_COLUMNS)
    rows = connection.execute(f"SELECT {fields} FROM report_place ORDER BY rank").fetchall()  # noqa: S608
    entries = [dict(zip(_PLACE_COLUMNS.values(), row, strict=True)) for row in rows]
    shown = {entry["id"]: entry for entry in entries[:MOST_PLACES]}
    lumped = [f"other:{entry['iso3'] or ''}" for entry in entries[MOST_PLACES:]]
    counted = count_pairs(read_pairs(connection, "report_mention"), [*shown, *lumped, "?"])
    countries = {entry["iso3"]: entry["country"] for entry in entries}
    return packed(counted, articles, lambda key: shown.get(key) or _lumped_place(key, countries))


_PLACE_COLUMNS = {"place": "id"} | {
    name: name
    for name in ("name", "type", "iso3", "country", "latitude", "longitude", "is_centroid", "confidence")
}


def _lumped_place(key: str, countries: dict[str | None, str | None]) -> dict[str, Any]:
    entry = dict.fromkeys(_PLACE_COLUMNS.values())
    if key == "?":
        return {**entry, "id": "?", "name": "not resolved", "is_centroid": True}
    iso3 = key.removeprefix("other:") or None
    country = countries.get(iso3)
    name = f"other places in {country or 'no country'}"
    return {**entry, "id": key, "name": name, "iso3": iso3, "country": country, "is_centroid": True}


def sources_cited(connection: duckdb.DuckDBPyConnection, articles: int) -> Shown:
    """Which sources each article cites how often; the rarest are lumped by kind and anonymity."""
    rows = connection.execute(
        "SELECT source, name, kind, anonymity, confidence FROM report_source ORDER BY rank"
    ).fetchall()
    shown = {
        str(rank): {
            "rank": rank,
            "name": name,
            "kind": kind,
            "anonymity": anonymity,
            "is_lump": source.startswith("?"),
            "confidence": confidence,
        }
        for rank, (source, name, kind, anonymity, confidence) in enumerate(rows[:MOST_SOURCES])
    }
    lumped = [f"other:{kind}:{anonymity}" for _, _, kind, anonymity, _ in rows[MOST_SOURCES:]]
    counted = count_pairs(read_pairs(connection, "report_statement"), [*shown, *lumped])
    return packed(counted, articles, lambda key: shown.get(key) or _lumped_source(key))


def statements_said(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The newest statements of the sources that most articles cite, each with its article: what a source has said."""
    ranks, positions = _newest_articles(connection)
    rows = connection.execute(
        """
        WITH chosen AS (SELECT unnest($1::INTEGER[]) AS rank, unnest($2::INTEGER[]) AS position),

        newest AS (
            SELECT c.rank, c.position, a.published_at, a.most_words, s.attribution_id, s.content_text
            FROM chosen AS c
            JOIN report_article AS a USING (position)
            JOIN attributions AS s USING (article_id, revision)
            JOIN report_source AS r USING (rank)
            JOIN report_teller AS t
                ON t.source_id IS NOT DISTINCT FROM s.source_id AND t.source_name IS NOT DISTINCT FROM s.source_name
                AND t.source_kind = s.source_kind AND t.anonymity = s.anonymity
                AND t.source = r.source AND t.kind = r.kind
            QUALIFY row_number() OVER (
                PARTITION BY c.rank ORDER BY a.published_at DESC NULLS LAST, c.position, s.attribution_id
            ) <= $3
        )

        SELECT position, rank, attribution_id, left(quotable(content_text, most_words), $4) AS content
        FROM newest
        ORDER BY rank, published_at DESC NULLS LAST, position, attribution_id
        """,
        [ranks.tolist(), positions.tolist(), MOST_STATEMENTS, STATEMENT_LENGTH],
    ).fetchall()
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    return {
        "position": pack(columns[0]),
        "rank": pack(columns[1]),
        "id": list(columns[2]),
        "content": [visible(text) for text in columns[3]],
    }


def _newest_articles(connection: duckdb.DuckDBPyConnection) -> tuple[Numbers, Numbers]:
    """The sources that most articles cite, by rank, with the newest articles in which each has its newest statements.

    Returns:
        Ranks and positions, as many of a source as it has statements shown.
    """
    rows = read_pairs(connection, "report_statement")
    named = connection.execute(
        "SELECT source NOT LIKE '?%' AS known FROM report_source ORDER BY rank"
    ).fetchnumpy()
    found = connection.execute(
        "SELECT position FROM report_article ORDER BY published_at DESC NULLS LAST, position"
    ).fetchnumpy()
    by_age = np.asarray(found["position"], np.int64)
    age = np.empty(len(by_age), np.int64)
    age[by_age] = np.arange(len(by_age))
    width = max(1, len(by_age))
    pairs, _ = distinct(rows["number"] * np.int64(width) + age[rows["position"]])
    ranks = pairs // width
    articles = np.bincount(ranks, minlength=len(named["known"]))
    order = np.argsort(-articles, kind="stable")
    chosen = np.zeros(len(articles), np.bool_)
    chosen[order[named["known"][order]][:MOST_QUOTED_SOURCES]] = True
    starts = np.cumsum(articles) - articles
    is_newest = chosen[ranks] & (np.arange(len(ranks)) - starts[ranks] < MOST_STATEMENTS)
    return ranks[is_newest], by_age[pairs[is_newest] % width]


def actors_counted(connection: duckdb.DuckDBPyConnection, articles: int) -> Shown:
    """Of which actors each article reports how many force figures."""
    names = connection.execute("SELECT name FROM report_actor ORDER BY number").fetchall()
    counted = count_pairs(read_pairs(connection, "report_figure"), [name for (name,) in names])
    return packed(counted, articles, lambda key: {"name": key or "actor not given"})


def _lumped_source(key: str) -> dict[str, Any]:
    _, kind, anonymity = key.split(":")
    return {"name": "other sources", "kind": kind, "anonymity": anonymity, "is_lump": True}
