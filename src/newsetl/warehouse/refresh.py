"""Refreshes stored marts: rebuilds only the periods, stories or claims that a load touched."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

import duckdb

from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.mart_headers import KEYS, LOAD, STORY_MONTH
from newsetl.warehouse.row_subset import DAY, UNKNOWN_DAY, only_claims, only_days, only_stories
from newsetl.warehouse.sql_files import Script
from newsetl.warehouse.touched_rows import TOUCHED, all_days, touched_days

PERIODS_AT_ONCE = {"day": 31, "week": 5, "month": 1}  # always
ARTICLES_AT_ONCE = 20_000  # more periods together while no more than these lie in and between them
ALL_MONTHS = "SELECT DISTINCT month FROM story_overview"
TOUCHED_MONTHS = f"{ALL_MONTHS} WHERE story_id IN ({TOUCHED['story']})"
Months = frozenset[date | None]


@dataclass(frozen=True, slots=True)
class Touched:
    """What a load touched.

    Args:
        days: days of publication, ISO 8601; '' stands for unknown.
        months: months that the touched stories were counted in before the load; null where unknown.
    """

    days: Sequence[str]
    months: Months


def touched(connection: duckdb.DuckDBPyConnection) -> Touched:
    """What the last load touched, to be asked before any mart is refreshed."""
    return Touched(touched_days(connection), _months(connection, TOUCHED_MONTHS))


def make_whole(connection: duckdb.DuckDBPyConnection, mart: Script) -> None:
    """Fills an empty table with a mart's rows, piece by piece where it has periods and the archive is large."""
    if _is_one_piece(connection):
        connection.execute(f"INSERT INTO {mart.name} {mart.sql}")
    elif mart.refresh_by == STORY_MONTH:
        _replace_story_months(connection, mart, _months(connection, ALL_MONTHS))
    elif mart.refresh_by in PERIODS_AT_ONCE:
        _replace_periods(connection, mart, mart.refresh_by, all_days(connection))
    else:
        connection.execute(f"INSERT INTO {mart.name} {mart.sql}")


def _is_one_piece(connection: duckdb.DuckDBPyConnection) -> bool:
    """True for an archive of so few articles that picking out its periods would spare nothing."""
    (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone() or (0,)
    return bool(articles <= ARTICLES_AT_ONCE)


def refresh(connection: duckdb.DuckDBPyConnection, mart: Script, known: Touched) -> None:
    """Replaces the rows of a stored mart that a load touched."""
    if mart.refresh_by == LOAD:
        connection.execute(f"DELETE FROM {mart.name}")
        connection.execute(f"INSERT INTO {mart.name} {mart.sql}")
    elif mart.refresh_by == STORY_MONTH:
        _replace_story_months(connection, mart, known.months | _months(connection, TOUCHED_MONTHS))
    elif mart.refresh_by in KEYS:
        _replace_keys(connection, mart, mart.refresh_by)
    elif mart.refresh_by:
        _replace_periods(connection, mart, mart.refresh_by, known.days)


def _replace_periods(
    connection: duckdb.DuckDBPyConnection, mart: Script, period: str, days: Sequence[str]
) -> None:
    """Rebuilds the rows of the days, weeks or months that hold the touched days, from the tables' rows of these.

    About a month at a time, or some thousand articles: an archive of any length takes the memory of a month.
    """
    touched = {_start(day, period) for day in days if day}
    starts = sorted({_later(start, period, n) for start in touched for n in range(mart.periods_before + 1)})
    counts = f"SELECT date_trunc('{period}', {DAY})::DATE, count(*) FROM articles GROUP BY 1"
    for some in together(connection, starts, counts, PERIODS_AT_ONCE[period]):
        _replace_chunk(connection, mart, period, some)
    if UNKNOWN_DAY in days:
        _make(connection, mart, f"{period} IS NULL", only_days(connection, mart.reads, [UNKNOWN_DAY]))


def together(
    connection: duckdb.DuckDBPyConnection, starts: Sequence[date], counts: str, least: int
) -> Iterator[list[date]]:
    """Sorted periods in pieces, for each costs some statements: as many together as hold few articles.

    Args:
        connection: to the database that is built.
        starts: where the periods start.
        counts: SELECT of every period of the archive and how many articles it has.
        least: how many go together however many articles they have.
    """
    if len(starts) <= least:
        yield from [list(starts)] if starts else []
        return
    every = sorted((start, count) for start, count in connection.execute(counts).fetchall() if start)
    known, sums = [start for start, _ in every], [0, *accumulate(count for _, count in every)]
    some: list[date] = []
    for start in starts:
        # Those between count too: rows are looked for from the first period to the last.
        if len(some) >= least and (
            sums[bisect_right(known, start)] - sums[bisect_left(known, some[0])] > ARTICLES_AT_ONCE
        ):
            yield some
            some = []
        some.append(start)
    yield some


def _replace_chunk(
    connection: duckdb.DuckDBPyConnection, mart: Script, period: str, starts: Sequence[date]
) -> None:
    """Rebuilds the rows of some periods, from the rows of these and of those before that go into them."""
    before = range(-mart.periods_before, 1)
    read = sorted({_later(start, period, n) for start in starts for n in before})
    days = [day.isoformat() for start in read for day in _days_of(start, period)]
    of_marts = {name: f"{period} IN ({_dates(read)})" for name in _marts_with(connection, mart, period)}
    narrowed = only_days(connection, mart.reads, days, **of_marts)
    _make(connection, mart, f"{period} IN ({_dates(starts)})", narrowed)


def _make(
    connection: duckdb.DuckDBPyConnection, mart: Script, which: str, narrowed: AbstractContextManager[None]
) -> None:
    """Replaces the rows of a mart for which a condition holds."""
    connection.execute(f"DELETE FROM {mart.name} WHERE {which}")
    with narrowed:
        connection.execute(f"INSERT INTO {mart.name} SELECT * FROM ({mart.sql}) WHERE {which}")


def _marts_with(connection: duckdb.DuckDBPyConnection, mart: Script, column: str) -> list[str]:
    """The marts that a mart looks back in: those it reads that have a column for the period."""
    if not mart.periods_before:
        return []
    found = connection.execute("SELECT table_name FROM duckdb_columns() WHERE column_name = $1", [column])
    return sorted({str(name) for (name,) in found.fetchall()} & mart.reads)


def _replace_story_months(
    connection: duckdb.DuckDBPyConnection, mart: Script, months: Iterable[date | None]
) -> None:
    """Rebuilds the rows of some months, from all rows of the stories that began in each, as `_replace_periods` does."""
    counts = "SELECT month, sum(articles)::BIGINT FROM story_overview GROUP BY 1"
    known = sorted(month for month in months if month)
    chosen = [f"month IN ({_dates(some)})" for some in together(connection, known, counts, 1)]
    for which in (*chosen, *(["month IS NULL"] if None in months else [])):
        stories = f"SELECT story_id FROM story_overview WHERE {which}"
        _make(connection, mart, which, only_stories(connection, mart.reads, stories))


def _replace_keys(connection: duckdb.DuckDBPyConnection, mart: Script, kind: str) -> None:
    """Rebuilds the rows that have a touched story or claim in one of their columns for such."""
    columns = [column for column in _columns(connection, mart) if f"_{column}".endswith(f"_{kind}_id")]
    gone = " OR ".join(f"{column} IN ({TOUCHED[kind]})" for column in columns)
    connection.execute(f"DELETE FROM {mart.name} WHERE {gone}")
    only = {"story": only_stories, "claim": only_claims}[kind]
    with only(connection, mart.reads, TOUCHED[kind]):
        connection.execute(f"INSERT INTO {mart.name} {mart.sql}")


def _columns(connection: duckdb.DuckDBPyConnection, mart: Script) -> list[str]:
    return [column[0] for column in connection.execute(f"FROM {mart.name} LIMIT 0").description]


def _months(connection: duckdb.DuckDBPyConnection, sql: str) -> Months:
    return frozenset(month for (month,) in connection.execute(sql).fetchall())


def _start(day: str, period: str) -> date:
    """First day of the week (from Monday) or month that a day lies in, or the day itself."""
    known = date.fromisoformat(day)
    back = {"day": 0, "week": known.weekday(), "month": known.day - 1}
    return known - timedelta(back[period])


def _later(start: date, period: str, number: int) -> date:
    """The period that starts so many after one."""
    if period == "month":
        months = start.year * 12 + start.month - 1 + number
        return date(months // 12, months % 12 + 1, 1)
    return start + timedelta({"day": 1, "week": 7}[period] * number)


def _days_of(start: date, period: str) -> list[date]:
    return [start + timedelta(n) for n in range((_later(start, period, 1) - start).days)]


def _dates(days: Iterable[date]) -> str:
    return ", ".join(map(_date, days))


def _date(day: date) -> str:
    return f"DATE {quoted(day.isoformat())}"
