"""The Parquet lake: immutable files, snapshots of them, and one switch that publishes a snapshot."""

from newsetl.lake.folder import Lake
from newsetl.lake.history import publish_snapshot
from newsetl.lake.manifest import DataFile, Manifest
from newsetl.lake.parquet import read_rows, write_table
from newsetl.lake.snapshots import Changes, stage_snapshot

__all__ = [
    "Changes",
    "DataFile",
    "Lake",
    "Manifest",
    "publish_snapshot",
    "read_rows",
    "stage_snapshot",
    "write_table",
]
