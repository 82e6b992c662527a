"""Snapshots on an object store: their files first, then the manifest, then one put that shows them to readers."""

import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from newsetl.errors import UserError
from newsetl.lake.manifest import DataFile, Manifest, manifest_from, manifest_text
from newsetl.lake.snapshots import Lake
from newsetl.object_store import ObjectStore, open_store
from newsetl.tables import TABLES

CURRENT = "current.json"  # names the snapshot that readers open
MANIFESTS = "snapshots"
FILES = "files"  # shared by all snapshots; a name stands for one content


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a mirroring did."""

    snapshot_id: str
    uploaded: int
    bytes: int


@dataclass(frozen=True, slots=True)
class RemoteSnapshot:
    """One snapshot on an object store, as it was when it was opened: later ones do not change it."""

    store: ObjectStore
    manifest: Manifest

    def dataset(self, table: str) -> ds.Dataset:
        """A table as an Arrow dataset: columns and rows are fetched as they are asked for.

        DuckDB reads it by the name of its variable: `duckdb.sql("SELECT … FROM mentions")`.
        """
        paths = [self.store.path(_name(file)) for file in self.manifest.of(table)]
        schema = TABLES[table].arrow_schema
        return ds.dataset(paths, schema=schema, format="parquet", filesystem=self.store.filesystem)

    def read(self, table: str) -> pa.Table:
        """All rows of a table."""
        return self.dataset(table).to_table()


def mirror_snapshot(lake: Lake, uri: str, keep: int = 5) -> Mirrored:
    """Brings the published snapshot to an object store; readers there see the one before until all of it is there.

    Killed at any moment it leaves the store as it was, with some files that nothing names yet; the next call goes on.
    One writer at a time, as for the lake.

    Args:
        lake: the local lake; nothing published is an error.
        uri: 's3://bucket/prefix'; AWS_* variables tell endpoint and credentials.
        keep: snapshots kept there for readers that opened them.

    Raises:
        UserError: nothing was published yet.
        OSError: the store cannot be reached or refuses.
    """
    manifest = lake.manifest()
    if not manifest.files:
        raise UserError(f"no snapshot in {lake.folder}: run `newsetl run INPUT…` first")
    store = open_store(uri)
    present = store.sizes(FILES)
    # A size that differs is an upload that broke off on a store that showed it all the same.
    missing = [file for file in manifest.files if present.get(_name(file)) != file.bytes]
    folder = lake.snapshot(manifest.snapshot_id)
    store.put_files((_name(file), folder / file.path) for file in missing)
    store.put(_manifest_name(manifest.snapshot_id), manifest_text(manifest).encode())
    store.put(CURRENT, json.dumps({"snapshot_id": manifest.snapshot_id}).encode())
    _drop_old(store, manifest.snapshot_id, keep)
    return Mirrored(manifest.snapshot_id, len(missing), sum(file.bytes for file in missing))


def mirrored_snapshot(store: ObjectStore) -> str | None:
    """Id of the snapshot that a store shows; None where nothing was mirrored yet."""
    content = store.read(CURRENT)
    return None if content is None else str(json.loads(content)["snapshot_id"])


def open_remote(uri: str, snapshot_id: str | None = None) -> RemoteSnapshot:
    """The snapshot that a store shows, or an earlier one that it still keeps.

    Raises:
        UserError: there is none.
    """
    store = open_store(uri)
    wanted = snapshot_id or mirrored_snapshot(store)
    content = store.read(_manifest_name(wanted)) if wanted else None
    if content is None:
        raise UserError(f"no snapshot {snapshot_id or ''} at {uri}")
    return RemoteSnapshot(store, manifest_from(content.decode()))


def _name(file: DataFile) -> str:
    return f"{FILES}/{file.path}"


def _manifest_name(snapshot_id: str) -> str:
    return f"{MANIFESTS}/{snapshot_id}.json"


def _drop_old(store: ObjectStore, current: str, keep: int) -> None:
    """Takes away all but the newest snapshots (ids sort by time), then the files that none of the rest names."""
    known = sorted((Path(name).stem for name in store.sizes(MANIFESTS)), reverse=True)
    kept = {current, *known[:keep]}
    store.delete(_manifest_name(snapshot_id) for snapshot_id in known if snapshot_id not in kept)
    contents = (store.read(_manifest_name(snapshot_id)) for snapshot_id in kept)
    named = {_name(file) for content in contents if content for file in manifest_from(content.decode()).files}
    store.delete(name for name in store.sizes(FILES) if name not in named)
