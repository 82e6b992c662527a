"""A DuckDB connection over a snapshot on an object store: its tables fetch what is asked for, nothing is copied first.

Tables are views of Arrow datasets, into which DuckDB hands down columns and conditions, and so are the marts that the
lake publishes; the other marts and the macros are those of `sql/`, computed when they are asked: there is no database
in which those that take long could be kept.
"""

from collections.abc import Callable, Collection
from pathlib import Path

import duckdb
import pyarrow.dataset as ds

from newsetl.errors import SnapshotDamaged
from newsetl.lake import Lake
from newsetl.lake.manifest import Manifest, read_manifest
from newsetl.lake.parquet import open_files
from newsetl.lake.releases import read_release
from newsetl.lake.remote import open_remote
from newsetl.lake.repairing import problems
from newsetl.tables import LAKE_TABLES, PUBLISHED_MARTS, TABLES
from newsetl.warehouse.connection import connect
from newsetl.warehouse.ddl import describe, identifier, quoted
from newsetl.warehouse.sql_files import in_order, read_scripts


def connect_remote(uri: str, snapshot_id: str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection, in UTC, that has every table, mart and macro of news.duckdb under its name.

    Args:
        uri: 's3://bucket/prefix'.
        snapshot_id: an earlier snapshot that the store still keeps.

    Raises:
        UserError: there is none, or no store at the address.
        StoreUnreachable: the store does not answer or refuses.
    """
    remote = open_remote(uri, snapshot_id)
    return _connect(remote.manifest, remote.dataset)


def connect_release(data_dir: Path, name: str) -> duckdb.DuckDBPyConnection:
    """The same over the files of a release of a data directory.

    Raises:
        UserError: there is no such release, or its files are damaged.
    """
    lake = Lake(data_dir / "lake")
    release = read_release(lake.folder, name)
    folder = lake.snapshot(release.snapshot_id)
    if not folder.is_dir():
        raise SnapshotDamaged(f"the state of release {name}, {release.snapshot_id}, is gone")
    manifest = read_manifest(folder)
    fault = next(problems(lake, manifest), None)
    if fault is not None:
        raise SnapshotDamaged(f"release {name} is damaged: {fault}")

    def dataset(table: str) -> ds.Dataset:
        return open_files(
            [folder / file.path for file in manifest.of(table)], LAKE_TABLES[table].arrow_schema
        )

    return _connect(manifest, dataset)


def _connect(manifest: Manifest, dataset: Callable[[str], ds.Dataset]) -> duckdb.DuckDBPyConnection:
    """Snapshots of before marts were published, and those that were purged, have none: all are computed then."""
    connection = connect()
    copied = [name for name in PUBLISHED_MARTS if manifest.of(name)]
    for name in (*TABLES, *copied):
        _create_table(connection, dataset(name), name)
    snapshot = quoted(manifest.snapshot_id)
    connection.execute(f"CREATE VIEW newsetl_snapshot AS SELECT {snapshot} AS snapshot_id")
    _create_marts_and_macros(connection, copied)
    return connection


def _create_table(connection: duckdb.DuckDBPyConnection, rows: ds.Dataset, name: str) -> None:
    table, files = LAKE_TABLES[name], f"files_of_{name}"
    connection.register(files, rows)
    connection.execute(f"CREATE VIEW {identifier(name)} AS FROM {identifier(files)}")
    connection.execute(f"COMMENT ON VIEW {identifier(name)} IS {quoted(table.description)}")
    for column in table.columns:
        target = f"{identifier(name)}.{identifier(column.name)}"
        connection.execute(f"COMMENT ON COLUMN {target} IS {quoted(describe(column))}")


def _create_marts_and_macros(connection: duckdb.DuckDBPyConnection, copied: Collection[str]) -> None:
    """Each after those that it is made from; those that were copied get their comment alone."""
    views = [*read_scripts("marts"), *read_scripts("indexes")]
    for script, _ in in_order([*views, *read_scripts("macros")]):
        if script not in views:
            connection.execute(script.sql)
            continue
        name = identifier(script.name)
        if script.name not in copied:
            connection.execute(f"CREATE VIEW {name} AS {script.sql}")
        connection.execute(f"COMMENT ON VIEW {name} IS {quoted(script.comment)}")
