"""newsetl: news articles in; typed, evidence-backed rows out, as Parquet and as a DuckDB database."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsetl.api import News

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: "str | Path" = "data") -> "News":
    """Opens the database of a data directory for reading in Python; see `newsetl.api.News`.

    Args:
        path: the data directory (what `--data-dir` names), or its news.duckdb.

    Raises:
        UserError: there is no database, or the file is none of newsetl's.
    """
    from newsetl.api import open_news  # noqa: PLC0415 - pandas takes a second: only those who ask for frames wait

    return open_news(path)
