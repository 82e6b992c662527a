"""Files of a snapshot: each is named after the SHA-256 of its content."""

from pathlib import Path

import pyarrow as pa

from newsetl.lake.manifest import DataFile
from newsetl.lake.parquet import write_table
from newsetl.lake.verifying import sha256_of

DIGITS = 16


def write_file(target: Path, table: str, month: str, rows: pa.Table) -> DataFile:
    """Writes rows of a table and a month into a snapshot's folder."""
    folder = target / table / f"published_month={month}"
    path = write_table(rows, folder / ".new.parquet")
    final = folder / f"{sha256_of(path)[:DIGITS]}.parquet"
    path.replace(final)
    return DataFile(table, month, final.name, rows.num_rows, final.stat().st_size)
