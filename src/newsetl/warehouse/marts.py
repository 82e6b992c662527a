"""Marts and macros in the database: views where they are quick, tables refreshed by day where they are not."""

import hashlib
from collections.abc import Callable, Sequence
from functools import partial

import duckdb

from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.scripts import Script, read_scripts

FRESH = "newsetl_fresh"  # articles whose rows the last load touched, with their days: what it checks and refreshes
DEFINITIONS = "newsetl_marts"  # from which SQL each stored mart was made
MANY_DAYS = 62  # a load that touches more days makes the mart anew


def refresh_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings every mart and macro to the state of the tables; those that build on others come after them."""
    connection.execute(f"CREATE TABLE IF NOT EXISTS {DEFINITIONS} (name VARCHAR, sha256 VARCHAR)")
    days = _touched_days(connection)
    steps: list[Callable[[], None]] = [partial(_refresh, connection, s, days) for s in read_scripts("marts")]
    steps += [partial(_define, connection, script) for script in read_scripts("macros")]
    while steps:
        waiting = [step for step in steps if not _succeeds(step)]
        if len(waiting) == len(steps):
            waiting[0]()  # raises what is wrong with it
        steps = waiting


def _succeeds(step: Callable[[], None]) -> bool:
    try:
        step()
    except duckdb.CatalogException:  # builds on one that is not there yet
        return False
    return True


def _define(connection: duckdb.DuckDBPyConnection, macro: Script) -> None:
    connection.execute(macro.sql)


def _refresh(connection: duckdb.DuckDBPyConnection, mart: Script, days: Sequence[str]) -> None:
    if mart.refresh_by is None:
        connection.execute(f"CREATE OR REPLACE VIEW {mart.name} AS {mart.sql}")
        connection.execute(f"COMMENT ON VIEW {mart.name} IS {quoted(mart.comment)}")
        return
    digest = hashlib.sha256(mart.sql.encode()).hexdigest()
    if len(days) <= MANY_DAYS and _is_stored(connection, mart.name, digest):
        touched = _on_days(mart.refresh_by, days)
        connection.execute(f"DELETE FROM {mart.name} WHERE {touched}")
        connection.execute(f"INSERT INTO {mart.name} SELECT * FROM ({mart.sql}) WHERE {touched}")
        return
    connection.execute(f"CREATE OR REPLACE TABLE {mart.name} AS {mart.sql}")
    connection.execute(f"COMMENT ON TABLE {mart.name} IS {quoted(mart.comment)}")
    connection.execute(f"DELETE FROM {DEFINITIONS} WHERE name = $1", [mart.name])
    connection.execute(f"INSERT INTO {DEFINITIONS} VALUES ($1, $2)", [mart.name, digest])


def _on_days(column: str, days: Sequence[str]) -> str:
    """A condition with the days spelled out, so that DuckDB pushes it down to the tables' own days."""
    known = ", ".join(f"DATE {quoted(day)}" for day in days if day)
    parts = [f"{column} IN ({known})"] if known else []
    parts += [f"{column} IS NULL"] if "" in days else []
    return " OR ".join(parts) or "false"


def _is_stored(connection: duckdb.DuckDBPyConnection, name: str, digest: str) -> bool:
    found = connection.execute(
        f"SELECT count(*) FROM {DEFINITIONS} WHERE name = $1 AND sha256 = $2", [name, digest]
    ).fetchone()
    return bool(found and found[0])


def _touched_days(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Days of publication that the last load touched, ISO 8601; '' stands for unknown."""
    rows = connection.execute(
        f"SELECT DISTINCT coalesce(published_date::VARCHAR, '') FROM {FRESH} ORDER BY 1"
    )
    return [str(day) for (day,) in rows.fetchall()]
