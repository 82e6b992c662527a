"""Brings snapshots to an object store: their files first, then the manifest, then one put that shows them."""

import json
from dataclasses import dataclass
from datetime import timedelta

from newsetl.errors import UserError
from newsetl.lake.divergence import conflict
from newsetl.lake.folder import Lake
from newsetl.lake.manifest import manifest_text
from newsetl.lake.remote import (
    CURRENT,
    DELTA_LOG,
    FILES,
    kept_snapshot,
    manifest_name,
    object_name,
    snapshot_ids,
)
from newsetl.storage.object_store import ObjectStore, open_store

LATELY = timedelta(hours=6)  # longer than a run that brings files takes


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a mirroring did."""

    snapshot_id: str
    uploaded: int
    bytes: int


def mirror_snapshot(lake: Lake, uri: str, keep: int = 5, *, replace: bool = False) -> Mirrored:
    """Brings the published snapshot to an object store; readers there see the one before until all of it is there.

    Killed at any moment it leaves the store as it was, with some files that nothing names yet; the next call goes on.
    One writer at a time, as for the lake: a machine that publishes while another does is found out before it shows
    its snapshot, unless both do so within the same moment; then by the other's next run.

    Args:
        lake: the local lake; nothing published is an error.
        uri: 's3://bucket/prefix'; AWS_* variables set endpoint and credentials.
        keep: snapshots kept there for readers that opened them.
        replace: True shows this lake's snapshot even where it does not continue from the one there.

    Raises:
        UserError: nothing was published yet, or another machine has published what this lake does not hold.
        StoreUnreachable: the store does not answer or refuses.
    """
    manifest = lake.manifest()
    if not manifest.files:
        raise UserError(f"no snapshot in {lake.folder}: run `newsetl run INPUT…` first")
    store = open_store(uri)
    present = store.sizes(FILES)
    # A size that differs is an upload that broke off on a store that showed it all the same.
    missing = [file for file in manifest.files if present.get(object_name(file)) != file.bytes]
    folder = lake.snapshot(manifest.snapshot_id)
    store.put_files((object_name(file), folder / file.path) for file in missing)
    store.put(manifest_name(manifest.snapshot_id), manifest_text(manifest).encode())
    # After the manifest, so that another machine that shows its own now still leaves these files alone.
    reason = None if replace else conflict(lake, store)
    if reason is not None:
        store.delete([manifest_name(manifest.snapshot_id)])
        raise UserError(reason)
    store.put(CURRENT, json.dumps({"snapshot_id": manifest.snapshot_id}).encode())
    _drop_old(store, manifest.snapshot_id, keep)
    return Mirrored(manifest.snapshot_id, len(missing), sum(file.bytes for file in missing))


def _drop_old(store: ObjectStore, current: str, keep: int) -> None:
    """Takes away all but the newest snapshots, then the files that none of the rest names.

    Files that came lately stay for now: another machine may be bringing them for a snapshot that nothing names yet.
    """
    known = snapshot_ids(store)
    kept = {current, *known[:keep]}
    store.delete(manifest_name(snapshot_id) for snapshot_id in known if snapshot_id not in kept)
    snapshots = filter(None, (kept_snapshot(store, snapshot_id) for snapshot_id in kept))
    named = {object_name(file) for snapshot in snapshots for file in snapshot.manifest.files}
    moments = {
        name: moment for name, moment in store.moments(FILES).items() if DELTA_LOG not in name.split("/")
    }
    latest = max(moments.values()) - LATELY
    store.delete(name for name, moment in moments.items() if name not in named and moment <= latest)
