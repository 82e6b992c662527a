"""Reading news.duckdb: always read-only and in UTC; and for questions from outside, in a sandbox.

In the sandbox SQL reaches the database and the files that were named, and nothing else: it writes nothing, and it ends
when its time is over.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from newsetl.errors import UserError
from newsetl.warehouse.connection import connect, interrupted_after
from newsetl.warehouse.database_link import real_file
from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.sql_files import question_files

HINT = re.compile(r"Did you mean|Candidate|LINE \d+:|\s*\^$")  # the rest is stack and advice for programmers
EXPLAINED_LINES, EXPLAINED_WIDTH = 8, 400  # of DuckDB's messages; a long list of names may follow
ATTACHED_AS = "news"  # under which the sandbox attaches the database
TRIES = 3  # a run may publish between the look at the link and the opening of the file
READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
WRITING = "the tables are read-only: ask with SELECT, FROM, WITH, PIVOT, SUMMARIZE, DESCRIBE, SHOW or EXPLAIN"
# What DuckDB raises where our own SQL asks for what a database lacks, and what is said then
LACKING = (duckdb.BinderException, duckdb.CatalogException)
OF_OLDER = "the database lacks what is asked of it: where an older newsetl made it, `newsetl run` brings it up to date"
# What to do where the sandbox refuses.
REMEDIES: tuple[tuple[type[duckdb.Error], str], ...] = (
    (
        duckdb.PermissionException,
        "a file of yours is read where it is named: --read FILE, in Python files=[…]",
    ),
    (duckdb.OutOfMemoryException, "ask for less, or raise query_megabytes"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take.

    Args:
        seconds: time by the clock.
        megabytes: memory; what does not fit is worked on in a folder beside the database, of ten times that at most.
    """

    seconds: int = 300
    megabytes: int = 4000


DEFAULT_LIMITS = Limits()


def open_database(database: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to news.duckdb.

    Raises:
        UserError: there is no database yet, or another program holds it.
    """
    return _opened(database, lambda file: connect(file, read_only=True))


@contextmanager
def of_this_version() -> Iterator[None]:
    """Within, SQL of this version is asked of a database that an older one may have made.

    Raises:
        UserError: the database lacks a table, column or macro.
    """
    try:
        yield
    except LACKING as error:
        raise UserError(OF_OLDER) from error


def open_sandbox(
    database: Path, limits: Limits = DEFAULT_LIMITS, files: Sequence[Path] = ()
) -> duckdb.DuckDBPyConnection:
    """A connection that can do no harm, with the database attached read-only as `news`.

    Args:
        database: news.duckdb.
        limits: memory that questions may take; `answering` holds the time.
        files: the only other files that may be read.

    Raises:
        UserError: there is no database yet, another program holds it, or a file is not there.
    """
    for file in files:
        if not file.is_file():
            raise UserError(f"no file at {file}")

    def attach(file: Path) -> duckdb.DuckDBPyConnection:
        connection = connect()
        connection.execute(f"ATTACH {quoted(str(file))} AS {ATTACHED_AS} (READ_ONLY)")
        connection.execute(f"USE {ATTACHED_AS}")
        connection.execute(f"SET temp_directory = {quoted(f'{file}.tmp')}")
        return lock(connection, limits, files)

    return _opened(database, attach)


def lock(
    connection: duckdb.DuckDBPyConnection, limits: Limits = DEFAULT_LIMITS, files: Sequence[Path] = ()
) -> duckdb.DuckDBPyConnection:
    """Takes from a connection every file but those named, and the means to get them back."""
    own = [*files, *question_files()]
    paths = ", ".join(quoted(str(path)) for file in own for path in (file, file.absolute()))
    for setting in (
        f"memory_limit = '{limits.megabytes}MB'",
        f"max_temp_directory_size = '{10 * limits.megabytes}MB'",
        f"allowed_paths = [{paths}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


@contextmanager
def answering(
    connection: duckdb.DuckDBPyConnection, sql: str, limits: Limits = DEFAULT_LIMITS
) -> Iterator[None]:
    """Holds a question to reading and to its time, from its start to the last row.

    Raises:
        UserError: it is none, it does not run, or it takes too long; the message says what is wrong, and, where
            DuckDB knows, what was meant and where in the question it is.
    """
    with interrupted_after(connection, limits.seconds) as too_late:
        try:
            _refuse_writing(sql)
            yield
        except duckdb.Error as error:
            if too_late.is_set():
                raise UserError(
                    f"no answer within {limits.seconds} seconds: ask for less, or raise query_seconds"
                ) from error
            raise UserError(explained(error)) from error


def explained(error: duckdb.Error) -> str:
    """All that DuckDB says to the user: what is wrong, what may have been meant, and the line with a mark below it.

    What a macro of ours refuses is reported without DuckDB's name for the kind of error.
    """
    told = str(error).strip().removeprefix("Invalid Input Error: ")
    first, *others = [line.rstrip() for line in told.splitlines() if line.strip()] or [""]
    hints = [line for line in others if HINT.match(line)]
    first = ": ".join([first, *(remedy for kind, remedy in REMEDIES if isinstance(error, kind))])
    return "\n".join(line[:EXPLAINED_WIDTH] for line in [first, *hints][:EXPLAINED_LINES])


def first_line(error: duckdb.Error) -> str:
    """What DuckDB says, without the excerpt of the query."""
    return str(error).splitlines()[0]


def _refuse_writing(sql: str) -> None:
    statements: list[Any] = duckdb.extract_statements(sql)
    if not statements:
        raise UserError('no question: give a SELECT, such as "SELECT count(*) FROM articles"')
    for statement in statements:
        # A PIVOT is a SELECT that first creates its list of columns.
        is_pivot = statement.type == duckdb.StatementType.CREATE and statements[-1].type in READING
        if statement.type not in READING and not (is_pivot and "pivot" in sql.casefold()):
            raise UserError(WRITING)
    if sum(statement.type in READING for statement in statements) > 1:
        raise UserError("one question at a time: only the last of several SELECTs would be answered")


def _opened(
    database: Path, opening: Callable[[Path], duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    for left in reversed(range(TRIES)):
        if not database.is_file():
            raise UserError(f"no database at {database}: run `newsetl run INPUT…` first")
        try:
            return opening(real_file(database))
        except duckdb.Error as error:
            if "lock" in str(error):
                raise UserError(
                    f"another program has {database} open for writing: close it there, or open it read-only"
                ) from error
            if not left or real_file(database).is_file():
                raise
    raise AssertionError("unreachable")
