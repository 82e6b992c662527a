"""newsetl: news articles in; typed, evidence-backed rows out, as Parquet and as a DuckDB database."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsetl.api import News

__version__ = "0.2.0"
__all__ = ["__version__", "open"]


def open(source: "str | Path" = "data", **options: Any) -> "News":
    """Opens the tables for reading in Python; see `newsetl.api.News`.

    Args:
        source: the data directory (what `--data-dir` names), its news.duckdb, or an object store ("s3://bucket/prefix").
        options: `release` by its name, `files` that SQL may read besides, `query_seconds`, `query_megabytes`; see
            `newsetl.api.opening.open_news`.

    Raises:
        UserError: there is no database, the file is none of newsetl's, or the store shows no snapshot.
    """
    from newsetl.api.opening import open_news  # noqa: PLC0415 - pandas takes a second: only who asks for frames waits

    return open_news(source, **options)
