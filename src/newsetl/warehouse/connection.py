"""How newsetl opens DuckDB: times are UTC, and no progress bar runs through a program's output."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from newsetl.warehouse.ddl import quoted


def connect(database: Path | None = None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a database file, or to an empty database in memory.

    Raises:
        duckdb.Error: the file is not a database or is held by a writer.
    """
    connection = duckdb.connect(":memory:" if database is None else str(database), read_only=read_only)
    connection.execute("SET GLOBAL TimeZone = 'UTC'")  # global, so that cursors have it too
    # A notebook without ipywidgets has no bar, and DuckDB lets none be set.
    with suppress(duckdb.InvalidInputException):
        connection.execute("SET enable_progress_bar = false")
    return connection


@contextmanager
def building(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that writes a small database which nobody reads yet, without a log that saves it from a crash.

    A build that was killed starts again; its log would be synced to the disk at each of some hundred statements. The
    file holds everything after a CHECKPOINT, until which the memory holds it, or a folder beside the file.
    """
    with connect() as connection:
        connection.execute(f"SET temp_directory = {quoted(f'{database}.tmp')}")
        connection.execute(f"ATTACH {quoted(str(database))} AS built (RECOVERY_MODE no_wal_writes)")
        connection.execute("USE built")
        yield connection


@contextmanager
def interrupted_after(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[threading.Event]:
    """Interrupts what a connection computes when its time is up; the event that it gives is set from then on."""
    too_late = threading.Event()

    def interrupt() -> None:
        too_late.set()
        connection.interrupt()

    watch = threading.Timer(seconds, interrupt)
    watch.daemon = True
    watch.start()
    try:
        yield too_late
    finally:
        watch.cancel()
