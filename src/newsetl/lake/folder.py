"""The lake of a data directory: where its snapshots lie, and the one that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from newsetl.errors import SnapshotDamaged
from newsetl.lake.manifest import Manifest, read_manifest
from newsetl.lake.parquet import read_table
from newsetl.tables import TABLES, schema_version

EMPTY = Manifest("empty", "", schema_version(), ())


@dataclass(frozen=True, slots=True)
class Lake:
    """The lake of a data directory."""

    folder: Path

    @property
    def current(self) -> Path:
        """The switch: a symbolic link to the published snapshot's folder."""
        return self.folder / "current"

    def manifest(self) -> Manifest:
        """The published snapshot's manifest, or one without files where nothing was published yet.

        Raises:
            SnapshotDamaged: it is there and cannot be read.
        """
        if self.current.exists():
            return read_manifest(self.current.resolve())
        if self.current.is_symlink():
            raise SnapshotDamaged(f"snapshot {self.current.resolve().name} is gone: the next run repairs it")
        return EMPTY

    def snapshot(self, snapshot_id: str) -> Path:
        """The folder of a snapshot."""
        return self.folder / "snapshots" / snapshot_id

    @property
    def damaged(self) -> Path:
        """Where damaged snapshots are set aside, each in a folder of its name."""
        return self.folder / "damaged"

    def paths(self, table: str) -> list[Path]:
        """Files of a table in the published snapshot."""
        manifest = self.manifest()
        return [self.snapshot(manifest.snapshot_id) / file.path for file in manifest.of(table)]

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Rows of a table in the published snapshot; state that was never written is an empty table."""
        paths = self.paths(table)
        if not paths and table not in TABLES:
            return pa.table({})
        return read_table(paths, schema_of(table, paths), columns)


def schema_of(table: str, paths: Sequence[Path]) -> pa.Schema:
    """The declared schema; of state that no table declares, all columns that its files have."""
    if table in TABLES:
        return TABLES[table].arrow_schema
    return pa.unify_schemas([pq.read_schema(path) for path in paths])
