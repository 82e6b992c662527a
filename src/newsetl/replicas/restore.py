"""Restores a data directory from an object store: the whole lake, and what the next run needs besides.

The lake's snapshot includes the ledger of inputs and the stories' signatures. Of `collect`, its state and the archives
that no run has read are fetched. Originals stay in the store: only a replay of quarantine reads them, and fetches those
that it needs. `fetch_all_originals` brings them all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.compute as pc

from newsetl.errors import UserError
from newsetl.inputs.collect import ARCHIVE_FOLDER
from newsetl.inputs.collect.state import STATE_NAME, CollectState, load_state, locked, save_state
from newsetl.lake import Lake, publish_snapshot
from newsetl.lake.compatibility import require_readable
from newsetl.lake.divergence import conflict, relation
from newsetl.lake.fetching import Fetched, OnFile, fetch_snapshot
from newsetl.lake.parquet import open_files
from newsetl.lake.remote import RemoteSnapshot, shown_snapshot
from newsetl.replicas.delta import announce_logs, restore_logs
from newsetl.replicas.mirror import join_corrections
from newsetl.storage.object_store import open_store
from newsetl.storage.raw_store import raw_path, refused_path
from newsetl.tables import TABLES

COLLECTED = f"raw/{ARCHIVE_FOLDER}"
ORIGINAL = re.compile(
    r"raw/(?:[0-9a-f]{2}/[0-9a-f]{64}\.zst|refused/\w+\.json|collected/\w[\w.-]*\.warc\.gz)"
)
ARCHIVE_OF_DOCUMENT = r"(?P<archive>[^/\\]+\.warc\.gz)#"  # in the address that the ledger keeps


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought: the snapshot that is published here now, and how much of it was transferred."""

    snapshot_id: str
    articles: int
    fetched: Fetched


def restore(
    data_dir: Path, uri: str, keep: int = 5, on_file: OnFile = lambda *_: None, *, delta: bool = False
) -> Restored | None:
    """Publishes the store's snapshot here, if nothing is published here or the store's is later.

    Call it under the lock; `recover` brings the database up to date afterwards. If it is killed, the data directory
    stays as it was, with some files that the next call need not fetch again; or only the Delta logs are missing, and a
    mark makes the next call fetch them before anything else.

    Args:
        data_dir: the data directory; it may be new.
        uri: 's3://bucket/prefix'.
        keep: snapshots kept here.
        on_file: called after each file with the number of files done and of all files.
        delta: True brings the logs of the Delta tables too.

    Returns:
        None if this data directory already has all that the store shows.

    Raises:
        UserError: the store shows nothing, or a state that does not follow from what was published here.
        StoreUnreachable: the store does not answer or refuses; the next call resumes.
    """
    lake, store = Lake(data_dir / "lake"), open_store(uri)
    shown = shown_snapshot(store)
    if shown is None:
        raise UserError(f"no snapshot at {uri}: a run with `mirror` set puts one there")
    stands = relation(lake, shown)
    if stands == "diverged":
        raise UserError(conflict(lake, store) or f"{uri} changes at this moment: try again")
    if stands == "ahead":
        restored = _restore_snapshot(data_dir, shown, keep, on_file, delta=delta)
        join_corrections(data_dir, store)
    else:
        restored = None
    if delta:
        restore_logs(data_dir, uri)
    return restored


def _restore_snapshot(
    data_dir: Path, shown: RemoteSnapshot, keep: int, on_file: OnFile, *, delta: bool
) -> Restored:
    """Fetches a snapshot and publishes it."""
    lake = Lake(data_dir / "lake")
    fetched = fetch_snapshot(lake, shown, on_file)
    _restore_collection(data_dir, shown)
    require_readable(lake.snapshot(shown.manifest.snapshot_id), shown.manifest)
    if delta:
        announce_logs(data_dir)
    publish_snapshot(lake, shown.manifest, keep)
    return Restored(shown.manifest.snapshot_id, shown.manifest.rows("articles"), fetched)


def fetch_all_originals(data_dir: Path, uri: str, on_file: OnFile = lambda *_: None) -> int:
    """Fetches every original that is not here, collected archives too.

    Returns:
        Number of files fetched.

    Raises:
        StoreUnreachable: the store does not answer or refuses; the next call resumes.
    """
    store = open_store(uri)
    names = [name for name in sorted(store.sizes("raw")) if ORIGINAL.fullmatch(name)]
    missing = [name for name in names if not (data_dir / name).is_file()]
    for done, _ in enumerate(store.get_files((name, data_dir / name, "") for name in missing), 1):
        on_file(done, len(missing))
    return len(missing)


def fetch_originals(data_dir: Path, uri: str, quarantined: Iterable[Mapping[str, Any]]) -> int:
    """Fetches the originals of quarantined documents that are not here, with the metadata of their inputs.

    Args:
        data_dir: the data directory.
        uri: 's3://bucket/prefix'.
        quarantined: rows of the table quarantine.

    Returns:
        Number of files fetched; an original that the store lacks too was never kept.
    """
    missing = [path for path in _paths(data_dir, quarantined) if not path.is_file()]
    wanted = ((path.relative_to(data_dir).as_posix(), path, "") for path in missing)
    return sum(open_store(uri).get_files(wanted))


def _paths(data_dir: Path, quarantined: Iterable[Mapping[str, Any]]) -> Iterator[Path]:
    digests = set()
    for row in quarantined:
        yield refused_path(data_dir, row["document_id"])
        digests.add(row["raw_sha256"])
    yield from (raw_path(data_dir, sha256) for sha256 in sorted(digests - {None}))


def _restore_collection(data_dir: Path, shown: RemoteSnapshot) -> None:
    """Fetches the archives that no run has read yet, then the state that the next `collect` continues from."""
    store, raw = shown.store, data_dir / "raw"
    with TemporaryDirectory() as folder:
        if not store.get_file(f"raw/{STATE_NAME}", Path(folder) / STATE_NAME):
            return
        there = load_state(Path(folder))
    _fetch_archives(data_dir, shown)
    with locked(raw):
        save_state(raw, _together(there, load_state(raw)))


def _fetch_archives(data_dir: Path, shown: RemoteSnapshot) -> None:
    read = _archives_read(Lake(data_dir / "lake"), shown)
    names = {PurePosixPath(name).name: name for name in shown.store.sizes(COLLECTED)}
    wanted = ((names[name], data_dir / COLLECTED / name, "") for name in sorted(names.keys() - read))
    for _ in shown.store.get_files(entry for entry in wanted if not entry[1].is_file()):
        pass  # fetches them all; there is no progress to report


def _archives_read(lake: Lake, shown: RemoteSnapshot) -> set[str]:
    """Names of the archives that published runs have read: each leaves its documents in the ledger, all or none."""
    folder = lake.snapshot(shown.manifest.snapshot_id)
    paths = [folder / file.path for file in shown.manifest.of("inputs")]
    ledger = open_files(paths, TABLES["inputs"].arrow_schema)
    names: set[str] = set()
    for batch in ledger.to_batches(columns=["raw_uri"]):
        archives = pc.struct_field(pc.extract_regex(batch["raw_uri"], ARCHIVE_OF_DOCUMENT), "archive")
        names |= set(pc.unique(archives).drop_null().to_pylist())
    return names


def _together(there: CollectState, here: CollectState) -> CollectState:
    """Both states merged: an article that one has fetched no longer waits in the other."""
    seen = here.seen | there.seen
    waiting = here.pending | there.pending
    pending = {url: entry for url, entry in waiting.items() if url not in seen}
    return CollectState(here.validators | there.validators, seen, pending)
