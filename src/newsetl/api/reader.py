"""An open database: questions in SQL, and rows of any table by its name."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

import duckdb
import pandas as pd

from newsetl.api.frames import Params, Rows, ask, read_rows
from newsetl.tables import TABLES
from newsetl.warehouse.sandbox import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Reader:
    """What `newsetl.api.News` is built on: the connection, and what a question may take.

    Args:
        source: what was opened: a path, or the address of an object store.
        connection: DuckDB connection in UTC that reads the tables and the files named, and writes none.
        database: path of news.duckdb; None where an object store was opened.
        limits: what one question to `sql` may take.
    """

    source: str
    connection: duckdb.DuckDBPyConnection
    database: Path | None = None
    limits: Limits = DEFAULT_LIMITS

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self.connection.close()

    def sql(self, query: str, params: Params | None = None) -> pd.DataFrame:
        """The answer to one SELECT, or to a question of docs/sql-cookbook.md by its name.

        Args:
            query: SQL with `?` or `$name` where values go, or a name such as "force_levels_of".
            params: the values, such as {"actor": "RUS", "place": "UKR"}; never paste what someone typed into the SQL.

        Raises:
            UserError: the query does not run, writes, or takes too long; the message says what may have been meant.
        """
        return ask(self.connection, query, params, self.limits)

    def table(self, name: str, **rows: Unpack[Rows]) -> pd.DataFrame:
        """Rows of a table or view by its name; `names` lists them, `Rows` says what can be asked for.

        Raises:
            UserError: no such table, view or column, or no column of days.
        """
        return read_rows(self.connection, name, rows)

    def names(self) -> pd.DataFrame:
        """Every table and mart with what a row of it is: columns name, kind, comment."""
        found = self.sql(
            "FROM (SELECT table_name AS name, comment FROM duckdb_tables() "
            "UNION ALL SELECT view_name, comment FROM duckdb_views()) "
            "WHERE comment IS NOT NULL AND NOT starts_with(name, 'newsetl_') ORDER BY name"
        )
        found.insert(1, "kind", ["table" if name in TABLES else "mart" for name in found["name"]])
        return found
