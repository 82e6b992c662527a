"""Checks over a loaded database: each is a SELECT that must return no row."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from newsetl.tables import TABLES
from newsetl.tables.schema import Table
from newsetl.warehouse.connection import connect
from newsetl.warehouse.ddl import identifier, quoted
from newsetl.warehouse.row_subset import only_articles
from newsetl.warehouse.sql_files import Script, read_scripts
from newsetl.warehouse.touched_rows import FRESH, touched_days

SHOWN = 5  # offending rows named in a message
MANY_DAYS = (
    62  # where touched articles lie on more days, picking them out costs as much as looking at everything
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that returned rows: how many, and the first few."""

    check: str
    comment: str
    count: int
    rows: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        shown = "; ".join(", ".join(f"{k}={v}" for k, v in row.items()) for row in self.rows)
        return f"check {self.check} found {self.count} rows ({self.comment}): {shown}"


def all_checks() -> list[Script]:
    """The checks of sql/checks/ and those that the tables' declarations imply: keys, allowed values, spans."""
    derived = [check for table in TABLES.values() for check in _derived(table)]
    return derived + read_scripts("checks")


def run_checks(database: Path, *, everything: bool = True) -> list[Finding]:
    """Runs every check against a database file and returns those that found something.

    Args:
        database: a news.duckdb, also one that is not in its place yet.
        everything: False looks only at the rows of articles that the last load touched, where these lie on few
            days: all others were looked at when they were loaded, and have not changed.
    """
    findings = []
    with connect(database, read_only=True) as connection:
        if not everything:
            _narrow(connection)
        for check in all_checks():
            found = _run(connection, check)
            if found is not None:
                findings.append(found)
    return findings


def _narrow(connection: duckdb.DuckDBPyConnection) -> None:
    """Leaves the rows of touched articles, unless they lie on many days."""
    days = touched_days(connection)
    if len(days) <= MANY_DAYS:
        only_articles(connection, days, f"SELECT article_id FROM {FRESH}")


def _run(connection: duckdb.DuckDBPyConnection, check: Script) -> Finding | None:
    # Counted apart: count(*) OVER () under a LIMIT now and then ends in an internal error of DuckDB 1.5.
    cursor = connection.execute(f"SELECT * FROM ({check.sql}) LIMIT {SHOWN}")
    names = [entry[0] for entry in cursor.description]
    shown = tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    if not shown:
        return None
    (count,) = connection.execute(f"SELECT count(*) FROM ({check.sql})").fetchone() or (0,)
    return Finding(check.name, check.comment, count, shown)


def _derived(table: Table) -> list[Script]:
    checks = [_key_check(table)]
    checks += [_allowed_check(table, c.name, c.allowed) for c in table.columns if c.allowed]
    checks += [_span_check(table, *span) for span in table.spans]
    if table.is_annotation:
        checks.append(_reference_check(table))
    return checks


def _key_check(table: Table) -> Script:
    keys = ", ".join(identifier(name) for name in table.key)
    sql = f"SELECT {keys}, count(*) AS copies FROM {table.name} GROUP BY {keys} HAVING count(*) > 1"
    return Script(f"{table.name}_key_is_unique", f"{keys} names one row of {table.name}", sql)


def _allowed_check(table: Table, column: str, allowed: tuple[str, ...]) -> Script:
    values = ", ".join(quoted(value) for value in allowed)
    sql = f"SELECT {identifier(column)} FROM {table.name} WHERE {identifier(column)} NOT IN ({values})"
    return Script(f"{table.name}_{column}_is_allowed", f"{column} is one of {', '.join(allowed)}", sql)


def _span_check(table: Table, start: str, end: str, surface: str) -> Script:
    a, b, s = (f"t.{identifier(name)}" for name in (start, end, surface))
    sql = f"""
        SELECT {", ".join(f"t.{identifier(name)}" for name in table.key)}, {a}, {b}, {s}
        FROM {table.name} AS t JOIN articles AS a USING (article_id, revision)
        WHERE {s} IS NOT NULL AND substring(a.text, {a} + 1, {b} - {a}) IS DISTINCT FROM {s}
    """
    return Script(f"{table.name}_{surface}_is_evidence", f"text[{start}:{end}] equals {surface}", sql)


def _reference_check(table: Table) -> Script:
    keys = ", ".join(f"t.{identifier(name)}" for name in table.key)
    sql = f"""
        SELECT {keys}, t.article_id FROM {table.name} AS t
        ANTI JOIN (SELECT * FROM articles WHERE is_current) AS a USING (article_id, revision)
    """
    return Script(
        f"{table.name}_has_its_article", "each row belongs to the current revision of an article", sql
    )
