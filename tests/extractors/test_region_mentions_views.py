"""The analyst views on region mentions, on a handful of rows."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.views import create_views

SQL = Path(__file__).parents[2] / "sql"
COLUMNS = (
    "region_mention_id, article_id, revision, story_id, published_date, mention_type, place_id, place_name, "
    "place_type, country_iso3, country_name, admin1_name, admin1_code, subregion, latitude, longitude, is_centroid, "
    "disputed, held_by"
)
ERBIL = "'gn:95446', 'Erbil', 'city', 'IRQ', 'Iraq', 'Erbil', 'IQ-AR', 'Western Asia', 36.19, 44.0, false, NULL, NULL"
MOSUL = "'gn:99072', 'Mosul', 'city', 'IRQ', 'Iraq', 'Nineveh', 'IQ-NI', 'Western Asia', 36.34, 43.1, false, NULL, NULL"
IRAQ = (
    "'gn:99237', 'Iraq', 'country', 'IRQ', 'Iraq', NULL, NULL, 'Western Asia', 33.0, 44.0, true, NULL, NULL"
)
UNKNOWN = ", ".join(["NULL"] * 13)
ROWS = (
    f"'r1', 'a1', 1, 's1', DATE '2024-06-03', 'literal', {ERBIL}",
    f"'r2', 'a1', 1, 's1', DATE '2024-06-03', 'literal', {MOSUL}",
    f"'r3', 'a1', 1, 's1', DATE '2024-06-03', 'demonym', {IRAQ}",
    f"'r4', 'a2', 1, 's1', DATE '2024-06-03', 'literal', {ERBIL}",
    f"'r5', 'a3', 1, 's2', DATE '2024-06-12', 'dateline', {ERBIL}",
    f"'r6', 'a3', 1, 's2', DATE '2024-06-12', 'literal', {UNKNOWN}",
)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Three articles of two stories."""
    with duckdb.connect() as database:
        database.execute(
            "CREATE TABLE articles AS SELECT *, published_at::DATE AS published_date FROM (VALUES "
            "('a1', 1, true, TIMESTAMP '2024-06-03'), "
            "('a2', 1, true, TIMESTAMP '2024-06-03'), "
            "('a3', 1, true, TIMESTAMP '2024-06-12')) t(article_id, revision, is_current, published_at)"
        )
        database.execute(
            f"CREATE TABLE region_mentions AS SELECT * FROM (VALUES ({'), ('.join(ROWS)})) t({COLUMNS})"
        )
        create_views(database, "region_mention_counts", "region_trend")
        database.execute((SQL / "macros" / "mentions_near.sql").read_text(encoding="utf-8"))
        yield database


@pytest.mark.parametrize(
    ("level", "region_id", "counts"),
    [
        ("place", "gn:95446", (2, 2, 1)),
        ("place", "gn:99237", (0, 0, 0)),
        ("admin1", "IQ-AR", (2, 2, 1)),
        ("country", "IRQ", (3, 2, 1)),
        ("subregion", "Western Asia", (3, 2, 1)),
    ],
)
def test_counts_roll_up(
    connection: duckdb.DuckDBPyConnection, level: str, region_id: str, counts: tuple[int, int, int]
) -> None:
    """Mentions, articles and stories are counted on each level, without demonyms and datelines."""
    query = (
        "SELECT mentions, articles, stories FROM region_mention_counts "
        "WHERE day = DATE '2024-06-03' AND level = $1 AND region_id = $2"
    )
    assert connection.execute(query, [level, region_id]).fetchall() == [counts]


def test_demonyms_and_datelines_are_there_for_who_asks(connection: duckdb.DuckDBPyConnection) -> None:
    """The columns with all take in the demonym and the dateline."""
    query = (
        "SELECT day::VARCHAR, mentions, mentions_with_all, demonym_mentions, dateline_mentions "
        "FROM region_mention_counts WHERE level = 'country' ORDER BY day"
    )
    assert connection.execute(query).fetchall() == [("2024-06-03", 3, 4, 1, 0), ("2024-06-12", 0, 1, 0, 1)]


def test_trend_looks_four_weeks_back(connection: duckdb.DuckDBPyConnection) -> None:
    """A week is beside the mean of the four before, weeks without a mention as none."""
    query = (
        "SELECT week::VARCHAR, stories, stories_in_a_usual_week, rise FROM region_trend "
        "WHERE region_id = 'IRQ' ORDER BY week"
    )
    assert connection.execute(query).fetchall() == [
        ("2024-06-03", 1, 0.0, 1.0),
        ("2024-06-10", 0, 0.25, -0.25),
    ]


def test_mentions_near(connection: duckdb.DuckDBPyConnection) -> None:
    """Near a point are the cities within the distance, nearest first; centroids and datelines only on demand."""
    query = "SELECT region_mention_id FROM mentions_near(36.2, 44.0, {})"
    assert connection.execute(query.format("20")).fetchall() == [("r1",), ("r4",)]
    assert connection.execute(query.format("100")).fetchall() == [("r1",), ("r4",), ("r2",)]
    assert ("r5",) in connection.execute(query.format("20, with_all := true")).fetchall()
    assert ("r3",) in connection.execute(query.format("400, with_all := true")).fetchall()
