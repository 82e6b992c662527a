"""What `newsetl.open` does: a data directory, its database, or a snapshot on an object store -> `newsetl.api.News`."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from newsetl.api import News
from newsetl.api.remote import connect_release, connect_remote
from newsetl.errors import UserError
from newsetl.storage.object_store import SCHEMES
from newsetl.warehouse.sandbox import DEFAULT_LIMITS, Limits, first_line, lock, open_sandbox

DATABASE = "news.duckdb"


def open_news(
    source: str | Path = "data",
    *,
    files: Sequence[str | Path] = (),
    release: str | None = None,
    query_seconds: int = DEFAULT_LIMITS.seconds,
    query_megabytes: int = DEFAULT_LIMITS.megabytes,
) -> News:
    """Opens the tables to read them.

    Args:
        source: the data directory (what `--data-dir` names), its news.duckdb, or "s3://bucket/prefix", where
            `mirror` brings every published state; AWS_* variables set endpoint and credentials.
        files: files of your own that SQL may read, such as a CSV to join with; it reads no others and writes none.
        release: name of a release of the data directory (`newsetl release NAME`), as it was when it was made.
        query_seconds: longest time that one question to `sql` may take.
        query_megabytes: memory that questions may take before they work on disk.

    Raises:
        UserError: there is no database, the file is none of newsetl's, or the store shows no snapshot.
        StoreUnreachable: the store does not answer or refuses.
    """
    limits, own = Limits(query_seconds, query_megabytes), [Path(file).expanduser() for file in files]
    if isinstance(source, str) and urlsplit(source).scheme in SCHEMES:
        return News(source, lock(connect_remote(source), limits, own), limits=limits)
    given = Path(source).expanduser()
    if release is not None:
        return News(
            f"{given}, release {release}", lock(connect_release(given, release), limits, own), limits=limits
        )
    database = given / DATABASE if given.is_dir() or given.suffix != ".duckdb" else given
    return News(str(given), _connected(database, limits, own), database, limits)


def _connected(database: Path, limits: Limits, files: Sequence[Path]) -> duckdb.DuckDBPyConnection:
    """A sandboxed connection to a database that newsetl made.

    Raises:
        UserError: it cannot be opened, or something else made it.
    """
    try:
        connection = open_sandbox(database, limits, files)
    except duckdb.Error as error:
        raise UserError(f"{database} cannot be opened: {first_line(error)}") from error
    try:
        connection.execute("SELECT snapshot_id FROM newsetl_snapshot")
    except duckdb.Error as error:
        connection.close()
        raise UserError(f"{database} was not made by newsetl") from error
    return connection
