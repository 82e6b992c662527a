"""The data directory on an object store: for readers, and for work to continue from when the machine is gone."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from newsetl.corrections.log import CORRECTIONS_FOLDER, join_log, log_path
from newsetl.errors import SnapshotDamaged, UserError
from newsetl.inputs.collect import ARCHIVE_FOLDER
from newsetl.inputs.collect.state import STATE_NAME
from newsetl.lake import Lake
from newsetl.lake.divergence import conflict, run_ids
from newsetl.lake.history import published
from newsetl.lake.manifest import manifest_text
from newsetl.lake.mirroring import Mirrored, mirror_snapshot
from newsetl.lake.parquet import open_files
from newsetl.lake.purging import removed_articles
from newsetl.lake.remote import (
    FILES,
    RemoteSnapshot,
    kept_snapshot,
    manifest_name,
    object_name,
    shown_snapshot,
    snapshot_ids,
)
from newsetl.storage.object_store import ObjectStore, open_store
from newsetl.storage.raw_store import raw_path, refused_path
from newsetl.tables import TABLES


def mirror(data_dir: Path, uri: str, keep: int = 5, *, replace: bool = False) -> Mirrored:
    """Brings what runs have added since the last call to an object store: originals first, then the snapshot.

    So every row that a reader sees there has its original there. To be called under the lock, after a run.

    Args:
        data_dir: the data directory.
        uri: 's3://bucket/prefix'; `raw/` below it mirrors the raw store, the rest is the lake's.
        keep: snapshots kept there.
        replace: True lets this data directory take the place of what another machine has published there.

    Raises:
        UserError: nothing was published yet, or another machine has published what this lake does not hold.
        StoreUnreachable: the store does not answer or refuses; the next call continues from there.
    """
    lake, store = Lake(data_dir / "lake"), open_store(uri)
    reason = None if replace else conflict(lake, store)
    if reason is not None:
        raise UserError(reason)
    store.put_files((_name(data_dir, path), path) for path in _originals(data_dir, lake, store))
    _mirror_collection(data_dir, store)
    _mirror_corrections(data_dir, store)
    return mirror_snapshot(lake, uri, keep, replace=replace)


def purge_mirror(data_dir: Path, uri: str, originals: Iterable[str]) -> None:
    """Takes out of an object store what was removed here: states, files that no state names, originals.

    Args:
        data_dir: the data directory, already purged.
        uri: 's3://bucket/prefix'.
        originals: names of the originals that are to go.
    """
    lake, store = Lake(data_dir / "lake"), open_store(uri)
    before = _named(store) | _drop_damaged(store)
    mirror(data_dir, uri)
    kept = {manifest.snapshot_id: manifest for manifest in published(lake)}
    for snapshot_id in snapshot_ids(store):
        if snapshot_id not in kept:
            store.delete([manifest_name(snapshot_id)])
            continue
        manifest, folder = kept[snapshot_id], lake.snapshot(snapshot_id)
        present = store.sizes(FILES)
        missing = [file for file in manifest.files if object_name(file) not in present]
        store.put_files((object_name(file), folder / file.path) for file in missing)
        store.put(manifest_name(snapshot_id), manifest_text(manifest).encode())
    there = store.sizes("raw")
    store.delete([*sorted(before - _named(store)), *(name for name in originals if name in there)])


def _named(store: ObjectStore) -> set[str]:
    """Files that whole manifests name."""
    return {
        object_name(file)
        for snapshot in _whole(store).values()
        if snapshot
        for file in snapshot.manifest.files
    }


def _whole(store: ObjectStore) -> dict[str, RemoteSnapshot | None]:
    """The snapshots of a store by their ids; None for one whose manifest is damaged."""
    found: dict[str, RemoteSnapshot | None] = {}
    for snapshot_id in snapshot_ids(store):
        try:
            found[snapshot_id] = kept_snapshot(store, snapshot_id)
        except SnapshotDamaged:
            found[snapshot_id] = None
    return found


def _drop_damaged(store: ObjectStore) -> set[str]:
    """Takes damaged manifests away, before anything that reads them.

    Returns:
        The files that what is left of their words names. Others that nothing names go with a later mirror: another
        machine may just be bringing them (`newsetl.lake.mirroring`).
    """
    damaged = [
        manifest_name(snapshot_id) for snapshot_id, snapshot in _whole(store).items() if snapshot is None
    ]
    words = "".join((store.read(name) or b"").decode(errors="replace") for name in damaged)
    store.delete(damaged)
    return {name for name in store.sizes(FILES) if name.rsplit("/", 1)[-1] in words}


def _name(data_dir: Path, path: Path) -> str:
    return path.relative_to(data_dir).as_posix()


def _originals(data_dir: Path, lake: Lake, store: ObjectStore) -> Iterator[Path]:
    """Files of the raw store that came with the runs that the store does not show yet."""
    shown = shown_snapshot(store)
    known = run_ids(shown.dataset("runs")) if shown else set()
    fresh = sorted(run_ids(open_files(lake.paths("runs"), TABLES["runs"].arrow_schema)) - known)
    if not fresh:
        return
    for path in lake.paths("inputs"):  # run ids sort by time: what is older is skipped by its statistics
        wanted = (pc.field("run_id") >= fresh[0]) & pc.field("run_id").isin(fresh)
        ledger = open_files([path], TABLES["inputs"].arrow_schema)
        rows = ledger.to_table(["document_id", "raw_sha256", "outcome"], filter=wanted)
        yield from filter(Path.is_file, _kept_of(data_dir, rows))  # what could not be read leaves nothing


def _kept_of(data_dir: Path, ledger: pa.Table) -> Iterator[Path]:
    for sha256 in sorted(set(ledger["raw_sha256"].drop_null().to_pylist())):
        yield raw_path(data_dir, sha256)
    refused = ledger.filter(pc.equal(ledger["outcome"], "quarantined"))
    yield from (refused_path(data_dir, document_id) for document_id in refused["document_id"].to_pylist())


def _mirror_corrections(data_dir: Path, store: ObjectStore) -> None:
    """The log of corrections, with those that another machine has left there."""
    join_corrections(data_dir, store)
    log = log_path(data_dir)
    if log.is_file() and store.sizes(CORRECTIONS_FOLDER).get(_name(data_dir, log)) != log.stat().st_size:
        store.put(_name(data_dir, log), log.read_bytes())


def join_corrections(data_dir: Path, store: ObjectStore) -> int:
    """Takes over the corrections of a store that are not here; returns how many."""
    content = store.read(_name(data_dir, log_path(data_dir)))
    removed = removed_articles(Lake(data_dir / "lake"))
    return join_log(data_dir, content, removed) if content is not None else 0


def _mirror_collection(data_dir: Path, store: ObjectStore) -> None:
    """What `collect` leaves to its next run: archives, then the state as it was before they were listed.

    So an article that the state calls fetched is in an archive there, though someone collects meanwhile.
    """
    state = data_dir / "raw" / STATE_NAME
    if not state.is_file():
        return
    content = state.read_bytes()
    folder = f"raw/{ARCHIVE_FOLDER}"
    present = store.sizes(folder)
    archives = sorted((data_dir / folder).glob("*.warc.gz"))
    store.put_files(
        (_name(data_dir, path), path)
        for path in archives
        if present.get(_name(data_dir, path)) != path.stat().st_size
    )
    store.put(f"raw/{STATE_NAME}", content)
