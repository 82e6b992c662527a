"""Snapshots on an object store, to read: one object names the snapshot that is shown, its manifest the files."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from newsetl.errors import SnapshotDamaged, UserError
from newsetl.lake.manifest import DataFile, Manifest, manifest_from
from newsetl.lake.parquet import open_files
from newsetl.storage.object_store import ObjectStore, open_store
from newsetl.tables import LAKE_TABLES

CURRENT = "current.json"  # names the snapshot that readers open
MANIFESTS = "snapshots"
FILES = "files"  # shared by all snapshots; a name stands for one content
DELTA_LOG = "_delta_log"  # beside a table's files, where `delta = true`
SNAPSHOT_ID = re.compile(r"\w[\w.+-]*")


@dataclass(frozen=True, slots=True)
class RemoteSnapshot:
    """One snapshot on an object store, as it was when it was opened: later ones do not change it."""

    store: ObjectStore
    manifest: Manifest

    def dataset(self, table: str) -> ds.Dataset:
        """A table as an Arrow dataset: columns and rows are fetched as they are asked for.

        DuckDB reads it by the name of its variable: `duckdb.sql("SELECT … FROM mentions")`.
        """
        paths = [self.store.path(object_name(file)) for file in self.manifest.of(table)]
        return open_files(paths, LAKE_TABLES[table].arrow_schema, self.store.filesystem)

    def read(self, table: str) -> pa.Table:
        """All rows of a table."""
        return self.dataset(table).to_table()


def open_remote(uri: str, snapshot_id: str | None = None) -> RemoteSnapshot:
    """The snapshot that a store shows, or an earlier one that it still keeps.

    Args:
        uri: 's3://bucket/prefix'; AWS_* variables set endpoint and credentials.
        snapshot_id: the earlier one's id.

    Raises:
        UserError: there is none, or a later newsetl wrote it.
    """
    store = open_store(uri)
    found = shown_snapshot(store) if snapshot_id is None else kept_snapshot(store, snapshot_id)
    if found is None:
        raise UserError(f"no snapshot {snapshot_id or ''} at {uri}")
    return found


def shown_snapshot(store: ObjectStore) -> RemoteSnapshot | None:
    """The snapshot that a store shows; None where nothing was mirrored yet."""
    content = store.read(CURRENT)
    if content is None:
        return None
    try:
        snapshot_id = str(json.loads(content)["snapshot_id"])
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(f"{CURRENT} in {store.root} was not written by newsetl") from error
    return kept_snapshot(store, snapshot_id)


def kept_snapshot(store: ObjectStore, snapshot_id: str) -> RemoteSnapshot | None:
    """A snapshot by its id; None where the store keeps none of that name."""
    content = store.read(manifest_name(snapshot_id)) if SNAPSHOT_ID.fullmatch(snapshot_id) else None
    if content is None:
        return None
    try:
        return RemoteSnapshot(store, manifest_from(content.decode()))
    except UserError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SnapshotDamaged(
            f"{manifest_name(snapshot_id)} in {store.root} is damaged: delete it there, then `newsetl mirror` of a "
            "whole data directory brings the state again"
        ) from error


def object_name(file: DataFile) -> str:
    """Where a store keeps a file of the lake."""
    return f"{FILES}/{file.path}"


def manifest_name(snapshot_id: str) -> str:
    """Where a store keeps a snapshot's manifest."""
    return f"{MANIFESTS}/{snapshot_id}.json"


def snapshot_ids(store: ObjectStore) -> list[str]:
    """Ids of the snapshots that a store keeps, newest first (ids sort by time)."""
    return sorted((Path(name).stem for name in store.sizes(MANIFESTS)), reverse=True)
