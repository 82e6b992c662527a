"""The marts on stories, outlets and quality: what they count, on rows made for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest

from newsetl.tables import TABLES
from newsetl.warehouse.ddl import create_statements
from tests.warehouse.views import create_views

DAY = datetime(2024, 5, 1, tzinfo=UTC)


def article(article_id: str, story: str, hour: int | None, outlet: str | None, **more: Any) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "revision": 1,
        "is_current": True,
        "story_id": story,
        "outlet": outlet,
        "title": f"title of {article_id}",
        "published_at": None if hour is None else DAY.replace(hour=hour),
        "language": "en",
        "text": "Kabul is calm.",
        "word_count": 3,
        "raw_uri": "a",
        "raw_sha256": "0",
        "media_type": "text/plain",
        "run_id": "run-1",
        "parser_version": "1",
    } | more


def run(run_id: str, **more: Any) -> dict[str, Any]:
    known = {column.name: "x" for column in TABLES["runs"].columns if column.type is str}
    return known | {"run_id": run_id, "status": "published", "started_at": DAY} | more


ARTICLES = [
    article("a", "s1", 6, "Herald", wire_agency="AP"),
    article("b", "s1", 9, "Gazette", wire_agency="AP"),
    article("c", "s1", None, "Courier"),
    article("d", "s1", 3, "Mail", is_current=False),
    article("e", "s2", 7, "Herald"),
    article("f", "s3", 7, None, run_id="run-2", language="fr"),
]
RUNS = [run("run-1", read=8, published=6, quarantined=2), run("run-2", read=1, published=1), run("run-3")]


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in TABLES.values():
            for statement in create_statements(table):
                connection.execute(statement)
        for name, rows in (("articles", ARTICLES), ("runs", RUNS)):
            made = TABLES[name].to_arrow(
                [{c.name: _default(name, c.name) for c in TABLES[name].columns} | r for r in rows]
            )
            connection.register("made", made)
            connection.execute(f"INSERT INTO {name} FROM made")
        create_views(connection)
        yield connection


def _default(table: str, column: str) -> Any:
    known = next(c for c in TABLES[table].columns if c.name == column)
    return None if known.is_nullable else known.type() if known.type in (int, float, bool, str) else None


def rows(connection: duckdb.DuckDBPyConnection, mart: str) -> list[dict[str, Any]]:
    found = connection.execute(f"FROM {mart}")
    return [
        dict(zip([entry[0] for entry in found.description], row, strict=True)) for row in found.fetchall()
    ]


def test_a_syndicated_story_tells_who_ran_it_first(connection: duckdb.DuckDBPyConnection) -> None:
    """Only current copies count; one without a time is counted but is never first; lone stories are left out."""
    (story,) = rows(connection, "story_syndication")
    assert story["story_id"] == "s1"
    assert (story["first_outlet"], story["title"]) == ("Herald", "title of a")
    assert (story["articles"], story["outlets"], story["hours_to_last"]) == (3, 3, 3)
    assert story["outlet_names"] == "Courier; Gazette; Herald"
    assert story["wire_agencies"] == "AP"


def test_outlet_activity_counts_articles_and_stories_by_day(connection: duckdb.DuckDBPyConnection) -> None:
    """Old revisions do not count; an unknown outlet or day is a row of its own."""
    found = {(str(row["day"]), row["outlet"]): row for row in rows(connection, "outlet_activity")}
    herald = found["2024-05-01", "Herald"]
    assert (herald["articles"], herald["stories"], herald["words"], herald["wire_copies"]) == (2, 2, 6, 1)
    assert ("None", "Courier") in found
    assert ("2024-05-01", None) in found
    assert ("2024-05-01", "Mail") not in found


def test_data_quality_has_a_row_for_every_run(connection: duckdb.DuckDBPyConnection) -> None:
    """Shares are of what there is; where there is nothing they are unknown, not zero."""
    found = {row["run_id"]: row for row in rows(connection, "data_quality")}
    assert set(found) == {"run-1", "run-2", "run-3"}
    first, second, third = (found[run_id] for run_id in ("run-1", "run-2", "run-3"))
    assert (first["articles"], first["share_dated"], first["share_quarantined"]) == (4, 0.75, 0.25)
    assert (second["share_english"], second["share_with_outlet"]) == (0, 0)
    assert (third["articles"], third["share_dated"], third["share_quarantined"]) == (0, None, None)
