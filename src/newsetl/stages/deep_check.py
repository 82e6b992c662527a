"""Every byte that a data directory keeps, compared with the SHA-256 that it was kept under."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc

from newsetl.errors import OriginalLost
from newsetl.lake import Lake
from newsetl.lake.history import published
from newsetl.lake.parquet import open_files
from newsetl.lake.releases import damaged_notes, releases
from newsetl.lake.remote import DELTA_LOG
from newsetl.lake.repairing import unreadable
from newsetl.lake.verifying import fault_of
from newsetl.replicas.delta import DELTA_FOLDER
from newsetl.replicas.delta_log import torn_commits
from newsetl.storage.raw_store import load_raw, raw_path
from newsetl.tables import TABLES

FROM_ELSEWHERE = (
    "copy it back from a backup, or fetch it from its store: `newsetl restore s3://… --originals`"
)
KEPT = "until then no earlier state ages out"


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not what it was, and what to do about it."""

    what: str
    remedy: str


def faults(data_dir: Path, mirror: str | None) -> Iterator[Fault]:
    """What is missing or damaged of the kept snapshots, the originals and the Delta logs; each file once.

    Args:
        data_dir: the data directory.
        mirror: the object store that may hold them too.
    """
    yield from _of_lake(Lake(data_dir / "lake"), mirror)
    yield from _of_originals(data_dir, mirror)
    yield from _of_delta(data_dir)


def _of_lake(lake: Lake, mirror: str | None) -> Iterator[Fault]:
    for torn in unreadable(lake).values():
        yield Fault(torn, "copy it back from a backup, or delete the state's folder in lake/snapshots")
    for note in damaged_notes(lake.folder):
        yield Fault(
            f"the release note {note} cannot be read", f"copy it back from a backup, or delete it; {KEPT}"
        )
    for release in releases(lake.folder):
        if not lake.snapshot(release.snapshot_id).is_dir():
            yield Fault(
                f"the release {release.name} names the state {release.snapshot_id}, which is gone",
                "copy the state's folder back from a backup, or delete the note in lake/releases",
            )
    seen: set[int] = set()  # snapshots share files
    for manifest in published(lake):
        for file in sorted(manifest.files):
            path = lake.snapshot(manifest.snapshot_id) / file.path
            inode = path.stat().st_ino if path.is_file() else 0
            if inode in seen and inode:
                continue
            seen.add(inode)
            fault = fault_of(path, file)
            if fault is not None:
                source = f"{mirror}/files/{file.path}" if mirror else "a backup"
                yield Fault(
                    fault,
                    f"copy it back from {source}, or go to a state without it: `newsetl rollback --list`",
                )


def _of_originals(data_dir: Path, mirror: str | None) -> Iterator[Fault]:
    remedy = "its article stays; "
    remedy += "`newsetl restore --originals` fetches it" if mirror else FROM_ELSEWHERE
    kept = {path.stem for path in (data_dir / "raw").glob("??/*.zst")}
    for sha256 in sorted(kept):
        try:
            load_raw(data_dir, sha256)
        except OriginalLost as lost:
            yield Fault(str(lost), f"delete it; {remedy}")
    for sha256 in sorted(_named(data_dir) - kept):
        yield Fault(f"the original {raw_path(data_dir, sha256)} is missing", remedy)


def _of_delta(data_dir: Path) -> Iterator[Fault]:
    for log in sorted((data_dir / DELTA_FOLDER).glob(f"*/{DELTA_LOG}")):
        for commit in torn_commits(log):
            yield Fault(
                f"the Delta commit {commit} is cut short",
                f"the next run makes one of the last two again; else delete {log.parent}, and it begins a new log",
            )


def _named(data_dir: Path) -> set[str]:
    """Originals of published documents by the ledger; a restored data directory may have left them in the store."""
    ledger = open_files(Lake(data_dir / "lake").paths("inputs"), TABLES["inputs"].arrow_schema)
    rows = ledger.to_table(columns=["raw_sha256"], filter=pc.field("outcome") == "published")
    return set(rows["raw_sha256"].drop_null().to_pylist())
