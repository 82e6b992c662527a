"""Builds the database of a snapshot: from the last database and what changed, or from nothing."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import duckdb

from newsetl.lake import Lake, Manifest
from newsetl.lake.manifest import Delta
from newsetl.lake.snapshots import DOCUMENT_TABLES
from newsetl.lake.verifying import verify
from newsetl.settings import DEFAULT_BORDERS
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.schema import Table
from newsetl.warehouse.connection import building, connect
from newsetl.warehouse.database_link import is_made_by, note_snapshot, real_file
from newsetl.warehouse.ddl import create_statements, identifier, quoted
from newsetl.warehouse.marts import definition, refresh_marts
from newsetl.warehouse.side_by_side import AT_ONCE, run_side_by_side
from newsetl.warehouse.touched_rows import (
    forget_earlier,
    fresh_articles,
    note_added,
    note_everything,
    note_gone,
    note_nothing,
)
from newsetl.warehouse.working_copy import begin

SMALL = (
    20_000_000  # bytes of the files that are loaded; of more DuckDB writes out what its log has, and frees it
)
FEW_MONTHS = 3  # that a load may touch if what it rebuilds of a large archive is to fit into the memory


def build_database(
    lake: Lake,
    manifest: Manifest,
    database: Path,
    beside: Path,
    aliases: Mapping[str, str] | None = None,
    borders: str = DEFAULT_BORDERS,
) -> Path:
    """Writes the database of a snapshot to `beside` and returns that path.

    Where `database` holds the snapshot's parent, a copy of it, or the database before it, follows what changed since
    (`working_copy.begin`), so that the work is that of what changed; else every file is loaded. `aliases` are the
    user's own names of sources, `borders` those that maps and roll-ups follow.
    """
    beside.unlink(missing_ok=True)
    Path(f"{beside}.wal").unlink(missing_ok=True)
    steps = begin(lake, manifest, database, beside)
    if steps and not is_as_declared(beside):
        steps = []
    if not steps:
        beside.unlink(missing_ok=True)
        verify(lake.snapshot(manifest.snapshot_id), (f for f in manifest.files if f.table in TABLES))
    is_small = _is_small(manifest, steps, is_made_by(database, definition(aliases, borders)))
    at_once = AT_ONCE if is_small else 1
    with (building if is_small else connect)(beside) as connection:
        for number, step in enumerate(steps):
            _follow(connection, lake, step, is_first=number == 0)
        if not steps:
            _load_everything(connection, lake, manifest, at_once)
        note_snapshot(connection, manifest.snapshot_id)
        refresh_marts(connection, aliases, borders, at_once)
        if len(steps) > 1:
            forget_earlier(
                connection, manifest.snapshot_id, manifest.delta, fresh_articles(real_file(database))
            )
        connection.execute("CHECKPOINT")
    return beside


def _is_small(manifest: Manifest, steps: Sequence[Manifest], is_as_defined: bool) -> bool:
    """True if the memory holds what a load changes: of a small archive, or little of a large one whose marts stay."""
    if sum(file.bytes for file in manifest.files) < SMALL:
        return True
    added = [file for step in steps for file in step.files if file.path in step.delta.files]
    months = {file.month for file in added if file.table == "articles" or file.table in ANNOTATION_TABLES}
    is_little = sum(file.bytes for file in added) < SMALL and len(months) <= FEW_MONTHS
    return bool(steps) and is_as_defined and is_little


def _follow(connection: duckdb.DuckDBPyConnection, lake: Lake, step: Manifest, *, is_first: bool) -> None:
    """Takes out and puts in what a snapshot changed; marts are refreshed once all snapshots were followed."""
    if is_first:
        note_nothing(connection)
    note_gone(connection, step.delta)
    _remove(connection, step.delta)
    for table in TABLES.values():
        _insert(connection, lake, step, table, only_added=True)
    note_added(connection, step.snapshot_id, step.delta)


def _load_everything(
    connection: duckdb.DuckDBPyConnection, lake: Lake, manifest: Manifest, at_once: int
) -> None:
    _create_tables(connection)
    tasks = {
        name: partial(_insert, lake=lake, manifest=manifest, table=table, only_added=False)
        for name, table in TABLES.items()
    }
    run_side_by_side(connection, tasks, {}, at_once)
    note_everything(connection)
    # Marts are made of what is compressed in half to a tenth of the time: what a column repeats is looked at once.
    connection.execute("CHECKPOINT")


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


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        connection.execute("; ".join(create_statements(table)))


def _remove(connection: duckdb.DuckDBPyConnection, delta: Delta) -> None:
    """Takes out the rows that the delta says are gone, and marks revisions that are no longer current."""
    for table in ("articles", *ANNOTATION_TABLES):
        again = set(delta.reannotated) if table in delta.replaced else set()
        gone = again if table == "articles" else again | set(delta.superseded)
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
