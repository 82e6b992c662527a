"""The tables cut down to some rows, under their own names: SQL that reads them then costs those rows only."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import duckdb

from newsetl.tables import ANNOTATION_TABLES
from newsetl.warehouse.ddl import identifier, quoted

UNKNOWN_DAY = ""  # stands for "not known when" among days in ISO 8601
NARROWED = ("articles", *ANNOTATION_TABLES)
Conditions = Mapping[str, Sequence[str]]


@contextmanager
def only_days(
    connection: duckdb.DuckDBPyConnection, days: Sequence[str], of_marts: Conditions | None = None
) -> Iterator[None]:
    """Leaves the rows of some days of publication, and of some marts the rows that conditions tell."""
    with _only(connection, {name: _of_days(name, days) for name in NARROWED} | dict(of_marts or {})):
        yield


@contextmanager
def only_stories(connection: duckdb.DuckDBPyConnection, chosen: str) -> Iterator[None]:
    """Leaves the rows of some stories. `chosen` is a SELECT of their ids."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE chosen_stories AS SELECT DISTINCT * FROM ({chosen})")
    ours = "story_id IN (FROM temp.chosen_stories)"
    days = connection.execute(
        f"SELECT min(published_at)::DATE::VARCHAR, max(published_at)::DATE::VARCHAR FROM articles WHERE {ours}"
    ).fetchone()
    first, last = days or (None, None)
    conditions = {}
    for name in NARROWED:
        # The bounds spare a look at the rows of other days; the unknown ones are few.
        known = [f"{ours} AND {_between(name, first, last)}"] if first and last else []
        conditions[name] = [*known, f"{ours} AND {_day_column(name)} IS NULL"]
    with _only(connection, conditions):
        yield


@contextmanager
def only_claims(connection: duckdb.DuckDBPyConnection, chosen: str) -> Iterator[None]:
    """Leaves the figures of some claims, and of the other tables the rows of their articles.

    Args:
        connection: to the database.
        chosen: SELECT of the claims' ids.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE chosen_claims AS SELECT DISTINCT * FROM ({chosen})")
    claims = "claim_id IN (FROM temp.chosen_claims)"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE chosen_articles AS "
        f"SELECT DISTINCT article_id FROM force_levels WHERE {claims}"
    )
    conditions = {name: ["article_id IN (FROM temp.chosen_articles)"] for name in NARROWED}
    with _only(connection, conditions | {"force_levels": [claims]}):
        yield


def only_articles(connection: duckdb.DuckDBPyConnection, days: Sequence[str], chosen: str) -> None:
    """Puts temporary tables of some articles' rows before the tables, for as long as the connection lives.

    Args:
        connection: to the database; it may be read-only.
        days: the articles' days of publication, which spare a look at all other rows.
        chosen: SELECT of the articles' ids.
    """
    with only_days(connection, days):
        for name in NARROWED:
            rows = f"SELECT * FROM {name} WHERE article_id IN ({chosen})"
            connection.execute(f"CREATE TEMP TABLE {name}_of_them AS {rows}")
    for name in NARROWED:
        connection.execute(f"ALTER TABLE temp.{name}_of_them RENAME TO {name}")


@contextmanager
def _only(connection: duckdb.DuckDBPyConnection, conditions: Conditions) -> Iterator[None]:
    """Puts temporary views before the tables, for a temporary name is found first; takes them away at the end.

    The conditions of a table exclude each other. They are not joined by OR: DuckDB would then read every row to find
    the few.
    """
    row = connection.execute("SELECT current_database()").fetchone()
    database = identifier(str(row[0]) if row else "")
    for name, parts in conditions.items():
        rows = " UNION ALL ".join(f"SELECT * FROM {database}.main.{name} WHERE {part}" for part in parts)
        connection.execute(f"CREATE TEMP VIEW {name} AS {rows}")
    try:
        yield
    finally:
        for name in conditions:
            connection.execute(f"DROP VIEW temp.{name}")


def _of_days(name: str, days: Sequence[str]) -> list[str]:
    """One condition for the days that are known and, where '' is among them, one for the unknown."""
    known = sorted(day for day in days if day)
    column = _day_column(name)
    parts = (
        [f"{_between(name, known[0], known[-1])} AND {column}::DATE IN ({_dates(known)})"] if known else []
    )
    return parts + ([f"{column} IS NULL"] if UNKNOWN_DAY in days else []) or ["false"]


def _between(name: str, first: str, last: str) -> str:
    """Bounds that the statistics of the file understand: articles tell a moment, their rows a day."""
    if name != "articles":
        return f"published_date BETWEEN DATE {quoted(first)} AND DATE {quoted(last)}"
    return (
        f"published_at >= TIMESTAMPTZ {quoted(f'{first} 00:00:00+00')} "
        f"AND published_at < TIMESTAMPTZ {quoted(f'{last} 00:00:00+00')} + INTERVAL 1 DAY"
    )


def _day_column(name: str) -> str:
    return "published_at" if name == "articles" else "published_date"


def _dates(days: Sequence[str]) -> str:
    return ", ".join(f"DATE {quoted(day)}" for day in days)
