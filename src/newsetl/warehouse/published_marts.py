"""Marts that are published in the lake too, so that readers of the Parquet files have `sources` beside the rows."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from newsetl.lake import Lake, Manifest
from newsetl.lake.files import write_file
from newsetl.lake.manifest import write_staged
from newsetl.lake.snapshots import UNKNOWN_MONTH
from newsetl.tables import PUBLISHED_MARTS
from newsetl.tables.schema import Table
from newsetl.warehouse.connection import connect
from newsetl.warehouse.ddl import identifier


def with_marts(lake: Lake, manifest: Manifest, database: Path) -> Manifest:
    """Writes the published marts of a database into the staged snapshot that it was built from.

    Args:
        lake: the lake of the data directory.
        manifest: the staged snapshot's; it names no marts yet.
        database: built from that snapshot, with the user's aliases.

    Returns:
        The snapshot's manifest with their files, staged as well.
    """
    folder = lake.snapshot(manifest.snapshot_id)
    with connect(database, read_only=True) as connection:
        found = {table.name: _rows(connection, table) for table in PUBLISHED_MARTS.values()}
    written = [write_file(folder, name, UNKNOWN_MONTH, rows) for name, rows in found.items() if rows.num_rows]
    whole = replace(manifest, files=tuple(sorted((*manifest.files, *written))))
    write_staged(folder, whole, known=manifest.files)
    return whole


def _rows(connection: duckdb.DuckDBPyConnection, table: Table) -> pa.Table:
    """Rows of a mart in the order of their keys, so that the same rows make the same file."""
    columns = ", ".join(identifier(column.name) for column in table.columns)
    keys = ", ".join(identifier(name) for name in table.key)
    rows = connection.execute(
        f"SELECT {columns} FROM {identifier(table.name)} ORDER BY {keys}"
    ).to_arrow_table()
    return rows.cast(table.arrow_schema)
