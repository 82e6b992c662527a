"""Reading news.duckdb: always read-only and in UTC."""

from pathlib import Path

import duckdb

from newsetl.connection import connect
from newsetl.errors import UserError


def open_database(database: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to news.duckdb.

    Raises:
        UserError: there is no database yet.
    """
    if not database.is_file():
        raise UserError(f"no database at {database}: run `newsetl run INPUT…` first")
    return connect(database, read_only=True)
