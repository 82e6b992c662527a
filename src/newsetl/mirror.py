"""The data directory's lake and originals on an object store, for readers and rebuilds elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc

from newsetl.lake import Lake
from newsetl.lake.remote import Mirrored, mirror_snapshot, mirrored_snapshot
from newsetl.object_store import open_store
from newsetl.raw_store import raw_path, refused_path


def mirror(data_dir: Path, uri: str, keep: int = 5) -> Mirrored:
    """Brings what runs have added since the last call to an object store: originals first, then the snapshot.

    So every row that a reader sees there has its original there. To be called under the lock, after a run.

    Args:
        data_dir: the data directory.
        uri: 's3://bucket/prefix'; `raw/` below it mirrors the raw store, the rest is the lake's.
        keep: snapshots kept there.

    Raises:
        UserError: nothing was published yet.
        OSError: the store cannot be reached or refuses; the next call goes on from there.
    """
    lake, store = Lake(data_dir / "lake"), open_store(uri)
    since = mirrored_snapshot(store) or ""
    store.put_files(
        (path.relative_to(data_dir).as_posix(), path) for path in _originals(data_dir, lake, since)
    )
    return mirror_snapshot(lake, uri, keep)


def _originals(data_dir: Path, lake: Lake, since: str) -> Iterator[Path]:
    """Files of the raw store that runs after `since` wrote (ids of runs sort by time)."""
    ledger = lake.read("inputs", ["document_id", "raw_sha256", "outcome", "run_id"])
    fresh = ledger.filter(pc.greater(ledger["run_id"], since))
    for sha256 in sorted(set(fresh["raw_sha256"].drop_null().to_pylist())):
        path = raw_path(data_dir, sha256)
        if path.is_file():  # a document that could not be read leaves none
            yield path
    refused = fresh.filter(pc.equal(fresh["outcome"], "quarantined"))
    yield from filter(Path.is_file, (refused_path(data_dir, i) for i in refused["document_id"].to_pylist()))
