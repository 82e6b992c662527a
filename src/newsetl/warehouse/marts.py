"""Marts and macros in the database: views where they are quick, tables refreshed by period where they are not."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

import duckdb

from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.narrowing import UNKNOWN_DAY, only_days
from newsetl.warehouse.scripts import LOAD, Script, read_scripts

FRESH = "newsetl_fresh"  # articles whose rows the last load touched, with their days: what it checks and refreshes
DEFINITIONS = "newsetl_marts"  # from which SQL each stored mart was made
PERIODS_AT_ONCE = {"day": 31, "week": 5, "month": 1}


def refresh_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings every mart and macro to the state of the tables; those that build on others come after them."""
    connection.execute(f"CREATE TABLE IF NOT EXISTS {DEFINITIONS} (name VARCHAR, sha256 VARCHAR)")
    days = touched_days(connection)
    marts = read_scripts("marts")
    _drop_views(connection, marts)
    steps: list[Callable[[], None]] = [partial(_refresh, connection, mart, days) for mart in marts]
    steps += [partial(_define, connection, script) for script in read_scripts("macros")]
    while steps:
        waiting = [step for step in steps if not _succeeds(step)]
        if len(waiting) == len(steps):
            waiting[0]()  # raises what is wrong with it
        steps = waiting


def touched_days(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Days of publication that the last load touched, ISO 8601; '' stands for unknown."""
    rows = connection.execute(
        f"SELECT DISTINCT coalesce(published_date::VARCHAR, '') FROM {FRESH} ORDER BY 1"
    )
    return [str(day) for (day,) in rows.fetchall()]


def _all_days(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT coalesce(published_at::DATE::VARCHAR, '') FROM articles ORDER BY 1"
    )
    return [str(day) for (day,) in rows.fetchall()]


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
        connection.execute(f"CREATE VIEW {mart.name} AS {mart.sql}")
        connection.execute(f"COMMENT ON VIEW {mart.name} IS {quoted(mart.comment)}")
        return
    digest = hashlib.sha256(mart.sql.encode()).hexdigest()
    if not _is_stored(connection, mart.name, digest):
        _create(connection, mart, digest)
        days = _all_days(connection)
    if mart.refresh_by == LOAD:
        connection.execute(f"DELETE FROM {mart.name}")
        connection.execute(f"INSERT INTO {mart.name} {mart.sql}")
        return
    _refresh_periods(connection, mart, mart.refresh_by, days)


def _create(connection: duckdb.DuckDBPyConnection, mart: Script, digest: str) -> None:
    connection.execute(f"CREATE OR REPLACE TABLE {mart.name} AS {mart.sql} WITH NO DATA")
    connection.execute(f"COMMENT ON TABLE {mart.name} IS {quoted(mart.comment)}")
    connection.execute(f"DELETE FROM {DEFINITIONS} WHERE name = $1", [mart.name])
    connection.execute(f"INSERT INTO {DEFINITIONS} VALUES ($1, $2)", [mart.name, digest])


def _refresh_periods(
    connection: duckdb.DuckDBPyConnection, mart: Script, period: str, days: Sequence[str]
) -> None:
    """Makes the rows of the days, weeks or months that hold the touched days anew, from the tables' rows of these.

    About a month at a time: an archive of any length takes the memory of a month.
    """
    starts = sorted({_start(day, period) for day in days if day})
    for first in range(0, len(starts), PERIODS_AT_ONCE[period]):
        chunk = starts[first : first + PERIODS_AT_ONCE[period]]
        known = ", ".join(f"DATE {quoted(start.isoformat())}" for start in chunk)
        whole = [day.isoformat() for start in chunk for day in _days_of(start, period)]
        _replace(connection, mart, f"{period} IN ({known})", whole)
    if UNKNOWN_DAY in days:
        _replace(connection, mart, f"{period} IS NULL", [UNKNOWN_DAY])


def _replace(connection: duckdb.DuckDBPyConnection, mart: Script, gone: str, days: Sequence[str]) -> None:
    connection.execute(f"DELETE FROM {mart.name} WHERE {gone}")
    with only_days(connection, days):
        connection.execute(f"INSERT INTO {mart.name} {mart.sql}")


def _start(day: str, period: str) -> date:
    """First day of the week (from Monday) or month that a day lies in, or the day itself."""
    known = date.fromisoformat(day)
    back = {"day": 0, "week": known.weekday(), "month": known.day - 1}
    return known - timedelta(back[period])


def _days_of(start: date, period: str) -> list[date]:
    lengths = {"day": 1, "week": 7, "month": ((start + timedelta(31)).replace(day=1) - start).days}
    return [start + timedelta(number) for number in range(lengths[period])]


def _drop_views(connection: duckdb.DuckDBPyConnection, marts: Sequence[Script]) -> None:
    """Takes away what is made anew anyway: a view over a mart whose columns change would be broken; also tables of
    marts that have become views."""
    stored = {mart.name for mart in marts if mart.refresh_by}
    names = {mart.name for mart in marts}
    found = connection.execute(
        "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'main'"
    ).fetchall()
    for name, kind in found:
        if name in names and (kind == "VIEW" or name not in stored):
            connection.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {name}")
            connection.execute(f"DELETE FROM {DEFINITIONS} WHERE name = $1", [name])


def _is_stored(connection: duckdb.DuckDBPyConnection, name: str, digest: str) -> bool:
    found = connection.execute(
        f"SELECT count(*) FROM {DEFINITIONS} WHERE name = $1 AND sha256 = $2", [name, digest]
    ).fetchone()
    return bool(found and found[0])
