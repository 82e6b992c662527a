"""The states that a lake has published: their order, which of them is shown, and which are kept.

States are ordered by the number that each gives itself, one more than any before: clocks are set back, names repeat.
A snapshot's folder counts as published once it holds `manifest.json`.
"""

import logging
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsetl.errors import UserError
from newsetl.lake.folder import Lake
from newsetl.lake.manifest import MANIFEST, STAGED, Manifest, read_manifest
from newsetl.lake.releases import damaged_notes, pinned_snapshots
from newsetl.storage.durable import point_durably, replace_durably

log = logging.getLogger(__name__)


def published(lake: Lake) -> list[Manifest]:
    """The published snapshots that can be read, newest first."""
    return sorted(_readable(snapshot_folders(lake)), key=order, reverse=True)


def next_number(lake: Lake) -> int:
    """The number of the next snapshot."""
    return max((manifest.number for manifest in published(lake)), default=0) + 1


def order(manifest: Manifest) -> tuple[int, str]:
    """What snapshots are sorted by; those of before there were numbers have 0, and names that sort by time."""
    return manifest.number, manifest.snapshot_id


def show(lake: Lake, snapshot_id: str) -> None:
    """Has `current` lead to a published snapshot, in one step."""
    point_durably(lake.current, Path("snapshots") / snapshot_id)


def publish_snapshot(lake: Lake, manifest: Manifest, keep: int) -> None:
    """Makes a staged snapshot the current one by one atomic rename, and drops all but the newest `keep`.

    Those that a release pins stay, and so does the current one.
    """
    folder = lake.snapshot(manifest.snapshot_id)
    if (folder / STAGED).exists():
        replace_durably(folder / STAGED, folder / MANIFEST)
    show(lake, manifest.snapshot_id)
    kept = {manifest.snapshot_id, *pinned_snapshots(lake.folder)}
    unread = damaged_notes(lake.folder)
    if unread:
        log.warning(
            "%s cannot be read: no earlier state is dropped before it is copied back, or deleted", unread[0]
        )
    for old in [] if unread else published(lake)[keep:]:
        if old.snapshot_id not in kept:
            shutil.rmtree(lake.snapshot(old.snapshot_id))


def snapshot_folders(lake: Lake) -> list[Path]:
    """The folders of all snapshots, published or not."""
    folder = lake.folder / "snapshots"
    return [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []


def _readable(folders: Iterable[Path]) -> Iterator[Manifest]:
    for folder in folders:
        try:
            manifest = read_manifest(folder)
        except UserError:  # damaged, of a later newsetl, or not published yet
            continue
        if manifest.snapshot_id == folder.name:
            yield manifest
