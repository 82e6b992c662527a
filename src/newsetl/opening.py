"""What `newsetl.open` does: a data directory, its database, or a snapshot on an object store -> `newsetl.api.News`."""

from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from newsetl.api import News
from newsetl.errors import UserError
from newsetl.frames import first_line
from newsetl.object_store import SCHEMES
from newsetl.remote import connect_remote
from newsetl.warehouse import open_database

DATABASE = "news.duckdb"


def open_news(source: str | Path = "data") -> News:
    """Opens the tables to read them.

    Args:
        source: the data directory (what `--data-dir` names), its news.duckdb, or "s3://bucket/prefix", where
            `mirror` brings every published state; AWS_* variables tell endpoint and credentials.

    Raises:
        UserError: there is no database, the file is none of newsetl's, or the store shows no snapshot.
        StoreUnreachable: the store does not answer or refuses.
    """
    if isinstance(source, str) and urlsplit(source).scheme in SCHEMES:
        return News(source, connect_remote(source))
    given = Path(source).expanduser()
    database = given / DATABASE if given.is_dir() or given.suffix != ".duckdb" else given
    try:
        connection = open_database(database)
    except duckdb.Error as error:
        raise UserError(f"{database} cannot be opened: {first_line(error)}") from error
    try:
        connection.execute("SELECT snapshot_id FROM newsetl_snapshot")
    except duckdb.Error as error:
        connection.close()
        raise UserError(f"{database} was not made by newsetl") from error
    return News(str(given), connection, database)
