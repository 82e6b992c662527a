"""What articles name and cite, counted from pairs of numbers."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.report import articles
from newsetl.report.counting import count_pairs
from newsetl.report.temporary_tables import prepare
from newsetl.warehouse.connection import connect

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)))
ENTRIES = ["b", "a", "other:", "other:", "?"]


@pytest.fixture
def connection(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The invented database with the report's temporary tables."""
    with connect(database, read_only=True) as opened:
        prepare(opened, {})
        yield opened


@given(PAIRS)
def test_pairs_are_counted_by_article_and_entry(pairs: list[tuple[int, int]]) -> None:
    """Each is there once, in order of both; what shares a name is one entry, and what no one names is none."""
    positions, numbers = np.array(pairs, np.int32).reshape(-1, 2).T
    counted = count_pairs({"position": positions, "number": numbers}, ENTRIES)
    expected = Counter((position, ENTRIES[number]) for position, number in pairs)
    found = {
        (position, counted.keys[code]): mentions
        for position, code, mentions in zip(counted.positions, counted.codes, counted.mentions, strict=True)
    }
    assert found == expected
    assert counted.keys == sorted({ENTRIES[number] for _, number in pairs})
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("limit", "shown", "by"),
    [
        ("MOST_PLACES", articles.places_named, ("iso3",)),
        ("MOST_SOURCES", articles.sources_cited, ("kind", "anonymity")),
    ],
)
def test_the_rarest_are_lumped(
    connection: duckdb.DuckDBPyConnection,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    shown: Any,
    by: tuple[str, ...],
) -> None:
    """Those that are named least are one entry by country or kind; the others stay as they were."""
    whole = shown(connection, 600).entries
    monkeypatch.setattr(articles, limit, 3)
    entries = shown(connection, 600).entries
    lumps = [entry for entry in entries if entry["name"].startswith("other ")]
    kept = [entry for entry in entries if entry not in lumps]
    rest = [entry for entry in whole if entry not in kept]
    assert len(kept) == 3
    assert all(entry in whole for entry in kept)
    groups = {tuple(entry[key] for key in by) for entry in rest}
    assert [tuple(entry[key] for key in by) for entry in lumps] == sorted(groups)


def test_the_newest_statements_of_a_source_are_shown(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those that most articles cite as many as there is room for, the newest first; each is the source's own."""
    monkeypatch.setattr(articles, "MOST_QUOTED_SOURCES", 2)
    monkeypatch.setattr(articles, "MOST_STATEMENTS", 5)
    expected = []
    for name, _ in connection.execute(
        "SELECT source_name, count(DISTINCT article_id) AS articles FROM attributions GROUP BY ALL "
        "ORDER BY articles DESC, source_name LIMIT 2"
    ).fetchall():
        expected += connection.execute(
            "SELECT s.attribution_id FROM attributions AS s JOIN report_article AS a USING (article_id) "
            "WHERE s.source_name = $1 ORDER BY a.published_at DESC, a.position, s.attribution_id LIMIT 5",
            [name],
        ).fetchall()
    assert sorted(articles.statements_said(connection)["id"]) == sorted(found for (found,) in expected)
