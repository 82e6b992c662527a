"""How newsetl opens DuckDB: times are UTC, and no progress bar runs through a program's output."""

from pathlib import Path

import duckdb


def connect(database: Path | None = None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a database file, or to an empty database in memory.

    Raises:
        duckdb.Error: the file is no database or is held by a writer.
    """
    connection = duckdb.connect(":memory:" if database is None else str(database), read_only=read_only)
    connection.execute("SET GLOBAL TimeZone = 'UTC'")  # global, so that cursors have it too
    connection.execute("SET enable_progress_bar = false")
    return connection
