"""A snapshot on an object store -> the same snapshot in a lake here, ready to be published."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass

from newsetl.errors import UserError
from newsetl.lake.folder import Lake
from newsetl.lake.manifest import DataFile, write_staged
from newsetl.lake.remote import RemoteSnapshot, object_name

# What a stranger may have put into a manifest leads nowhere but into the lake.
FILE_OF_A_LAKE = re.compile(r"\w+/published_month=[\w-]+/\w[\w.-]*\.parquet")
OnFile = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought: files and bytes; those that were here already do not count."""

    files: int
    bytes: int


def fetch_snapshot(lake: Lake, remote: RemoteSnapshot, on_file: OnFile = lambda *_: None) -> Fetched:
    """Builds a snapshot's folder from the store; readers do not see it before it is published.

    Files that the lake has are linked. Killed at any moment it leaves whole files, with which the next call goes on.

    Args:
        lake: where to.
        remote: the snapshot.
        on_file: called after each file with the number done and the total.

    Raises:
        UserError: a file is gone, for the store has dropped the snapshot meanwhile, or a name leads elsewhere.
        StoreUnreachable: no answer, or a file is not what its name says that it is.
    """
    manifest = remote.manifest
    folder = lake.snapshot(manifest.snapshot_id)
    for leftover in folder.rglob(".*.partial"):
        leftover.unlink()
    missing = [file for file in manifest.files if not _is_here(lake, manifest.snapshot_id, file)]
    wanted = ((object_name(file), folder / file.path, file.digest) for file in missing)
    for done, is_there in enumerate(remote.store.get_files(wanted), 1):
        if not is_there:
            raise UserError(f"snapshot {manifest.snapshot_id} is no longer in {remote.store.root}: try again")
        on_file(done, len(missing))
    folder.mkdir(parents=True, exist_ok=True)
    write_staged(folder, manifest)
    return Fetched(len(missing), sum(file.bytes for file in missing))


def _is_here(lake: Lake, snapshot_id: str, file: DataFile) -> bool:
    """True if the snapshot's folder holds a file, fetched before or linked now from the published snapshot."""
    target = lake.snapshot(snapshot_id) / file.path
    if not FILE_OF_A_LAKE.fullmatch(file.path):
        raise UserError(f"snapshot {snapshot_id} names a file that does not belong to a lake: {file.path}")
    if target.is_file() and target.stat().st_size == file.bytes:
        return True
    source = lake.current / file.path
    if not source.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    os.link(source, target)
    return True
