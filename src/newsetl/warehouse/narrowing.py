"""The tables cut down to some days, under their own names: SQL that reads them then costs those days only."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb

from newsetl.tables import ANNOTATION_TABLES
from newsetl.warehouse.ddl import identifier, quoted

UNKNOWN_DAY = ""  # stands for "not known when" among days in ISO 8601


@contextmanager
def only_days(connection: duckdb.DuckDBPyConnection, days: Sequence[str]) -> Iterator[None]:
    """Puts temporary views before the tables, for a temporary name is found first; takes them away at the end."""
    names = ("articles", *ANNOTATION_TABLES)
    for name in names:
        condition = _published(days) if name == "articles" else f"published_date IN ({_dates(days)})"
        connection.execute(f"CREATE TEMP VIEW {name} AS {_rows(connection, name, condition, days)}")
    try:
        yield
    finally:
        for name in names:
            connection.execute(f"DROP VIEW temp.{name}")


def only_articles(connection: duckdb.DuckDBPyConnection, days: Sequence[str], chosen: str) -> None:
    """Puts temporary tables of some articles' rows before the tables, for as long as the connection lives.

    Args:
        connection: to the database; it may be read-only.
        days: the articles' days of publication, which spare a look at all other rows.
        chosen: SELECT of the articles' ids.
    """
    names = ("articles", *ANNOTATION_TABLES)
    with only_days(connection, days):
        for name in names:
            rows = f"SELECT * FROM {name} WHERE article_id IN ({chosen})"
            connection.execute(f"CREATE TEMP TABLE {name}_of_them AS {rows}")
    for name in names:
        connection.execute(f"ALTER TABLE temp.{name}_of_them RENAME TO {name}")


def _rows(connection: duckdb.DuckDBPyConnection, name: str, condition: str, days: Sequence[str]) -> str:
    row = connection.execute("SELECT current_database()").fetchone()
    stored = f"{identifier(str(row[0]) if row else '')}.main.{name}"
    column = "published_at" if name == "articles" else "published_date"
    parts = [f"SELECT * FROM {stored} WHERE {condition}"]
    # Not with OR: DuckDB would then read every row to find the few.
    parts += [f"SELECT * FROM {stored} WHERE {column} IS NULL"] if UNKNOWN_DAY in days else []
    return " UNION ALL ".join(parts)


def _published(days: Sequence[str]) -> str:
    """The same for articles, which tell a moment: bounds that the statistics of the file understand, then days."""
    known = sorted(day for day in days if day) or ["0001-01-01"]
    return (
        f"published_at >= TIMESTAMPTZ {quoted(f'{known[0]} 00:00:00+00')} "
        f"AND published_at < TIMESTAMPTZ {quoted(f'{known[-1]} 00:00:00+00')} + INTERVAL 1 DAY "
        f"AND published_at::DATE IN ({_dates(days)})"
    )


def _dates(days: Sequence[str]) -> str:
    return ", ".join(f"DATE {quoted(day)}" for day in days if day) or "NULL"
