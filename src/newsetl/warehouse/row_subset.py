"""The tables cut down to some rows, under their own names: SQL that reads them then costs those rows only.

Each way of narrowing takes the names of the tables that the SQL reads, for as long as a `with` block lasts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import duckdb

from newsetl.tables import ANNOTATION_TABLES
from newsetl.warehouse.ddl import identifier, quoted

# An article's own day; rows of archives older than the column lack it.
DAY = "coalesce(published_date, published_at::DATE)"
UNKNOWN_DAY = ""  # stands for "not known when" among days in ISO 8601
NARROWED = ("articles", *ANNOTATION_TABLES)
Conditions = Mapping[str, Sequence[str]]


@contextmanager
def only_days(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[str], days: Sequence[str], **of_marts: str
) -> Iterator[None]:
    """Leaves the rows of some days of publication, and of the marts that are named the rows of a condition."""
    conditions = {name: _of_days(name, days) for name in _narrowed(tables)}
    with _only(connection, conditions | {name: [condition] for name, condition in of_marts.items()}):
        yield


@contextmanager
def only_stories(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], chosen: str) -> Iterator[None]:
    """Leaves the rows of some stories. `chosen` is a SELECT of their ids."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE chosen_stories AS SELECT DISTINCT * FROM ({chosen})")
    with _only(connection, _within_their_days(connection, tables, "story_id IN (FROM temp.chosen_stories)")):
        yield


@contextmanager
def only_claims(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], chosen: str) -> Iterator[None]:
    """Leaves the figures of some claims, and of the other tables the rows of their articles. `chosen` is a SELECT of
    the claims' ids."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE chosen_claims AS SELECT DISTINCT * FROM ({chosen})")
    claims = "claim_id IN (FROM temp.chosen_claims)"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE chosen_articles AS "
        f"SELECT DISTINCT article_id FROM force_levels WHERE {claims}"
    )
    others = _within_their_days(connection, tables, "article_id IN (FROM temp.chosen_articles)")
    with _only(connection, {name: [claims] if name == "force_levels" else others[name] for name in others}):
        yield


def only_articles(connection: duckdb.DuckDBPyConnection, days: Sequence[str], chosen: str) -> None:
    """Puts temporary tables of some articles' rows before the tables, for as long as the connection lives.

    Args:
        connection: to the database; it may be read-only.
        days: the articles' days of publication, which spare a look at all other rows.
        chosen: SELECT of the articles' ids.
    """
    with only_days(connection, NARROWED, days):
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


def _within_their_days(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], ours: str) -> Conditions:
    """A condition that picks out some articles or stories, with the bounds of their days."""
    days = connection.execute(
        f"SELECT min({DAY})::VARCHAR, max({DAY})::VARCHAR FROM articles WHERE {ours}"
    ).fetchone()
    first, last = days or (None, None)
    conditions = {}
    for name in _narrowed(tables):
        # The bounds spare a look at the rows of other days; the unknown ones are few.
        known = [f"{ours} AND {_between(name, first, last)}"] if first and last else []
        conditions[name] = [*known, f"{ours} AND {_day_column(name)} IS NULL"]
    return conditions


def _narrowed(tables: Iterable[str]) -> list[str]:
    return [name for name in NARROWED if name in set(tables)]


def _of_days(name: str, days: Sequence[str]) -> list[str]:
    """One condition for the days that are known and, where '' is among them, one for the unknown."""
    known = sorted(day for day in days if day)
    column = _day_column(name)
    parts = [f"{_between(name, known[0], known[-1])} AND {column} IN ({_dates(known)})"] if known else []
    return parts + ([f"{column} IS NULL"] if UNKNOWN_DAY in days else []) or ["false"]


def _between(name: str, first: str, last: str) -> str:
    """Bounds that the statistics of the file understand: articles have a moment, less than a day from their own day."""
    if name != "articles":
        return f"published_date BETWEEN DATE {quoted(first)} AND DATE {quoted(last)}"
    return (
        f"published_at >= TIMESTAMPTZ {quoted(f'{first} 00:00:00+00')} - INTERVAL 1 DAY "
        f"AND published_at < TIMESTAMPTZ {quoted(f'{last} 00:00:00+00')} + INTERVAL 2 DAYS"
    )


def _day_column(name: str) -> str:
    return DAY if name == "articles" else "published_date"


def _dates(days: Sequence[str]) -> str:
    return ", ".join(f"DATE {quoted(day)}" for day in days)
