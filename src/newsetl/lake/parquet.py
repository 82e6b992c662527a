"""Parquet as every BI reader takes it: flat columns, zstd, format 2.6, whole row groups."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

ROW_GROUP_ROWS = 122_880  # DuckDB's vector batch: readers split work by row group


def write_table(table: pa.Table, path: Path) -> Path:
    """Writes a Parquet file, whole or not at all; the same rows give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    pq.write_table(
        table,
        partial,
        compression="zstd",
        version="2.6",
        row_group_size=ROW_GROUP_ROWS,
        write_statistics=True,
        store_schema=False,
    )
    partial.replace(path)
    return path


def read_table(paths: Sequence[Path], schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
    """Rows of Parquet files one after another, as the given schema (or those of its columns)."""
    wanted = schema if columns is None else pa.schema([schema.field(name) for name in columns])
    parts = [pq.read_table(path, columns=wanted.names, partitioning=None).cast(wanted) for path in paths]
    return pa.concat_tables(parts) if parts else wanted.empty_table()


def open_files(paths: Sequence[Path], schema: pa.Schema) -> ds.Dataset:
    """Parquet files as one Arrow dataset, of which rows are read as they are asked for."""
    return ds.dataset([str(path) for path in paths], schema=schema, format="parquet")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Rows of one Parquet file as dictionaries."""
    rows: list[dict[str, Any]] = pq.read_table(path, partitioning=None).to_pylist()
    return rows
