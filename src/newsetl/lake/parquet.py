"""Parquet as every BI reader takes it: flat columns, zstd, format 2.6, whole row groups."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

if TYPE_CHECKING:
    import pyarrow.dataset as ds

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
    """Rows of Parquet files one after another, as `open_files` reads them: all columns, or some."""
    return open_files(paths, schema).to_table(columns)


def open_files(
    paths: Sequence[Path | str], schema: pa.Schema, filesystem: fs.FileSystem | None = None
) -> "ds.Dataset":
    """Parquet files as one Arrow dataset of a schema, of which rows are read as they are asked for.

    The one way to read files that an older newsetl may have written: a column that a file lacks is null in its rows.

    Args:
        paths: the files; in an object store their names there.
        schema: the declared schema, whatever the files have.
        filesystem: where the files are, if not on this machine.
    """
    import pyarrow.dataset as ds  # noqa: PLC0415 - it imports pandas, and a query needs neither

    return ds.dataset([str(path) for path in paths], schema=schema, format="parquet", filesystem=filesystem)


def lacks_columns(path: Path, schema: pa.Schema) -> bool:
    """True for a file that was written before all of the schema's columns were declared, or widened."""
    found = pq.read_schema(path)
    return any(
        name not in found.names or found.field(name).type != schema.field(name).type for name in schema.names
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Rows of one Parquet file as dictionaries."""
    rows: list[dict[str, Any]] = pq.read_table(path, partitioning=None).to_pylist()
    return rows
