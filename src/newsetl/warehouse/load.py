"""Builds the database of a snapshot: from the last database and what changed, or from nothing."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

from newsetl.lake import DataFile, Lake, Manifest
from newsetl.lake.manifest import read_manifest
from newsetl.schema import Table
from newsetl.tables import TABLES
from newsetl.warehouse.ddl import create_statements, identifier, quoted
from newsetl.warehouse.scripts import read_scripts

META = "newsetl_snapshot"


def build_database(lake: Lake, manifest: Manifest, database: Path, beside: Path) -> Path:
    """Writes the database of a snapshot to `beside` and returns that path.

    Takes over `database` where it holds an earlier snapshot that is still kept and of the same schema, so that
    the work is that of what changed; else loads every file.
    """
    beside.unlink(missing_ok=True)
    Path(f"{beside}.wal").unlink(missing_ok=True)
    base = _base(lake, manifest, database)
    if base is not None:
        shutil.copyfile(database, beside)
    with duckdb.connect(str(beside)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("BEGIN")
        if base is None:
            _create_tables(connection)
        _apply(connection, lake, base, manifest)
        connection.execute(
            f"CREATE OR REPLACE TABLE {META} AS SELECT {quoted(manifest.snapshot_id)} AS snapshot_id"
        )
        _create_macros_and_marts(connection)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    return beside


def put_in_place(beside: Path, database: Path) -> None:
    """Replaces the database by the one built beside it; readers of the old one keep it until they close."""
    descriptor = os.open(beside, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    beside.replace(database)


def database_snapshot(database: Path) -> str | None:
    """Id of the snapshot that a database holds; None where there is no readable database of ours."""
    if not database.is_file():
        return None
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            row = connection.execute(f"SELECT snapshot_id FROM {META}").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def _base(lake: Lake, manifest: Manifest, database: Path) -> Manifest | None:
    snapshot_id = database_snapshot(database)
    if snapshot_id is None or not (lake.snapshot(snapshot_id) / "manifest.json").is_file():
        return None
    base = read_manifest(lake.snapshot(snapshot_id))
    return base if base.schema_version == manifest.schema_version else None


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        for statement in create_statements(table):
            connection.execute(statement)


def _apply(
    connection: duckdb.DuckDBPyConnection, lake: Lake, base: Manifest | None, manifest: Manifest
) -> None:
    """Takes out the rows of files that are gone and puts in those of files that are new."""
    for table in TABLES.values():
        old = {file.path: file for file in base.of(table.name)} if base else {}
        new = {file.path: file for file in manifest.of(table.name)}
        gone = [file for path, file in old.items() if path not in new]
        come = [file for path, file in new.items() if path not in old]
        if base and gone:
            _delete(connection, table, _list(lake, base, gone))
        if come:
            _insert(connection, table, _list(lake, manifest, come))


def _list(lake: Lake, manifest: Manifest, files: Sequence[DataFile]) -> str:
    paths = (str(lake.snapshot(manifest.snapshot_id) / file.path) for file in sorted(files))
    return f"read_parquet([{', '.join(quoted(path) for path in paths)}], hive_partitioning = false)"


def _delete(connection: duckdb.DuckDBPyConnection, table: Table, files: str) -> None:
    keys = ", ".join(identifier(name) for name in table.key)
    connection.execute(
        f"DELETE FROM {identifier(table.name)} WHERE ({keys}) IN (SELECT ({keys}) FROM {files})"
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, files: str) -> None:
    columns = ", ".join(identifier(column.name) for column in table.columns)
    connection.execute(f"INSERT INTO {identifier(table.name)} ({columns}) SELECT {columns} FROM {files}")


def _create_macros_and_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Views first in the order in which they build on each other: a file that needs another comes later."""
    waiting = [
        (s.name, f"CREATE OR REPLACE VIEW {s.name} AS {s.sql}", s.comment) for s in read_scripts("marts")
    ]
    for script in read_scripts("macros"):
        waiting.append((script.name, script.sql, None))  # type: ignore[arg-type]
    while waiting:
        failed = []
        for name, statement, comment in waiting:
            try:
                connection.execute(statement)
            except duckdb.CatalogException as error:
                failed.append((name, statement, comment, error))
                continue
            if comment:
                connection.execute(f"COMMENT ON VIEW {name} IS {quoted(comment)}")
        if len(failed) == len(waiting):
            raise failed[0][3]
        waiting = [entry[:3] for entry in failed]
