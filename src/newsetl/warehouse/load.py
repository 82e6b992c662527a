"""Builds the database of a snapshot: from the last database and what changed, or from nothing."""

import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from newsetl.lake import Lake, Manifest
from newsetl.lake.manifest import Delta
from newsetl.lake.snapshots import DOCUMENT_TABLES
from newsetl.lake.verifying import verify
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.schema import Table
from newsetl.warehouse.connection import connect
from newsetl.warehouse.ddl import create_statements, identifier, quoted
from newsetl.warehouse.fresh import note_added, note_everything, note_gone
from newsetl.warehouse.marts import refresh_marts
from newsetl.warehouse.placing import database_snapshot, disturbance, is_changed, note_snapshot, real_file

log = logging.getLogger(__name__)


def build_database(
    lake: Lake, manifest: Manifest, database: Path, beside: Path, aliases: Mapping[str, str] | None = None
) -> Path:
    """Writes the database of a snapshot to `beside` and returns that path.

    Where `database` holds the snapshot's parent, a copy of it follows the manifest's delta, so that the work is
    that of what changed; else every file is loaded. `aliases` are the user's own names of sources.
    """
    beside.unlink(missing_ok=True)
    Path(f"{beside}.wal").unlink(missing_ok=True)
    is_copied = _holds_parent(lake, manifest, database) and copy_unchanged(database, beside)
    follows = is_copied and is_as_declared(beside)  # a client may hold the published one
    if not follows:
        beside.unlink(missing_ok=True)
    if not follows:
        verify(lake.snapshot(manifest.snapshot_id), (f for f in manifest.files if f.table in TABLES))
    with connect(beside) as connection:
        if follows:
            note_gone(connection, manifest.delta)
            _remove(connection, manifest.delta)
        else:
            _create_tables(connection)
        for table in TABLES.values():
            _insert(connection, lake, manifest, table, only_added=follows)
        if follows:
            note_added(connection, manifest.snapshot_id, manifest.delta)
        else:
            note_everything(connection)
        note_snapshot(connection, manifest.snapshot_id)
        refresh_marts(connection, aliases)
        connection.execute("CHECKPOINT")
    return beside


def is_as_declared(database: Path) -> bool:
    """True if a database has every declared table with every declared column, in their order.

    One that an older newsetl built has not; the next run of any kind builds it from the lake.
    """
    with connect(database, read_only=True) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() ORDER BY column_index"
        )
        found = rows.fetchall()
    return all(
        [column.name for column in table.columns] == [column for name, column in found if name == table.name]
        for table in TABLES.values()
    )


def _holds_parent(lake: Lake, manifest: Manifest, database: Path) -> bool:
    """True if the database holds the parent snapshot."""
    is_there = (lake.snapshot(manifest.parent) / "manifest.json").is_file()
    return is_there and database_snapshot(database) == manifest.parent


def copy_unchanged(database: Path, beside: Path) -> bool:
    """Copies the published database without what another program has in its log; False where it wrote to the file."""
    reason = disturbance(database)
    if reason is not None:
        log.warning("%s: that is left behind; open it read-only", reason)
    if is_changed(database):
        return False
    _copy(real_file(database), beside)
    return not is_changed(database)  # also not while it was copied


def _copy(source: Path, target: Path) -> None:
    """Copies a file; file systems whose files may share blocks (XFS, Btrfs) then copy none."""
    try:
        with source.open("rb") as read, target.open("wb") as written:
            left = os.fstat(read.fileno()).st_size
            while left > 0:
                copied = os.copy_file_range(read.fileno(), written.fileno(), left)
                if copied == 0:
                    raise OSError("nothing more was copied")
                left -= copied
    except (AttributeError, OSError):  # not on this system, or not between these places
        shutil.copyfile(source, target)


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        for statement in create_statements(table):
            connection.execute(statement)


def _remove(connection: duckdb.DuckDBPyConnection, delta: Delta) -> None:
    """Takes out the rows that the delta says are gone, and marks revisions that are no longer current."""
    for table in ANNOTATION_TABLES:
        gone = set(delta.superseded) | (set(delta.reannotated) if table in delta.replaced else set())
        _delete(connection, table, "article_id", sorted(gone))
    _delete(connection, "machine_rows", "article_id", sorted({*delta.superseded, *delta.reannotated}))
    for table in delta.rewritten:
        connection.execute(f"DELETE FROM {identifier(table)}")
    for table in DOCUMENT_TABLES:
        _delete(connection, table, "document_id", delta.retried)
    if delta.superseded:
        outdate = "UPDATE articles SET is_current = false WHERE article_id IN (SELECT unnest($1))"
        connection.execute(outdate, [list(delta.superseded)])


def _delete(connection: duckdb.DuckDBPyConnection, table: str, column: str, ids: Sequence[str]) -> None:
    if ids:
        connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest($1))", [list(ids)])


def _insert(
    connection: duckdb.DuckDBPyConnection, lake: Lake, manifest: Manifest, table: Table, *, only_added: bool
) -> None:
    added = set(manifest.delta.files)
    files = [file for file in sorted(manifest.of(table.name)) if not only_added or file.path in added]
    if not files:
        return
    paths = ", ".join(quoted(str(lake.snapshot(manifest.snapshot_id) / file.path)) for file in files)
    # BY NAME, as `lake.parquet.open_files` reads them: a column that older files lack is null in their rows.
    # DuckDB's own reader, because it needs 0.6 GB for the articles for which an Arrow dataset took 1.1.
    connection.execute(
        f"INSERT INTO {identifier(table.name)} BY NAME "
        f"FROM read_parquet([{paths}], hive_partitioning = false, union_by_name = true)"
    )
