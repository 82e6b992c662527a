"""The states that a lake has published: their order, which of them is shown, and which are kept.

States are ordered by the number that each gives itself, one more than any before: clocks are set back, names repeat.
A snapshot's folder counts as published once it holds `manifest.json`.
"""

import logging
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsetl.errors import SnapshotDamaged, UserError
from newsetl.lake.folder import Lake
from newsetl.lake.manifest import MANIFEST, STAGED, Manifest, read_manifest
from newsetl.lake.releases import damaged_notes, pinned_snapshots
from newsetl.storage.durable import point_durably, replace_durably

log = logging.getLogger(__name__)


def published(lake: Lake) -> list[Manifest]:
    """The published snapshots that can be read, newest first."""
    return sorted(_readable(_folders(lake)), key=order, reverse=True)


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


def drop_unpublished(lake: Lake) -> None:
    """Removes snapshots that a killed run staged and never published."""
    for path in _folders(lake):
        if not (path / MANIFEST).exists():
            shutil.rmtree(path)


def problems(lake: Lake, manifest: Manifest) -> Iterator[str]:
    """What is missing or cut short of a snapshot's files, one line each; content is not looked at."""
    for file in manifest.files:
        path = lake.snapshot(manifest.snapshot_id) / file.path
        size = path.stat().st_size if path.is_file() else None
        if size is None:
            yield f"{path} is missing"
        elif size != file.bytes:
            yield f"{path} has {size:,} bytes instead of {file.bytes:,}"


def repair(lake: Lake) -> str | None:
    """Goes back to the newest whole snapshot where the current one is damaged.

    Returns:
        What was wrong and what was done, in one line; None where nothing was.

    Raises:
        UserError: there are snapshots, and none is whole.
    """
    reason = damage(lake)
    if reason is None:
        return None
    damaged = lake.current.resolve().name if lake.current.is_symlink() else ""
    for manifest in published(lake):
        if manifest.snapshot_id != damaged and next(problems(lake, manifest), None) is None:
            show(lake, manifest.snapshot_id)
            _set_aside(lake, damaged)
            return f"{reason}: continuing from {manifest.snapshot_id}, the newest whole state"
    raise UserError(
        f"{reason}, and no earlier state in {lake.folder} is whole: bring it back with `newsetl restore`, or move "
        "the lake aside and run the inputs again"
    )


def damage(lake: Lake) -> str | None:
    """What is wrong with what `current` shows, in one line; None where it is whole, or nothing was published."""
    if not lake.current.is_symlink() and not lake.current.exists():
        return f"{lake.current} is gone" if published(lake) else None
    try:
        manifest = lake.manifest()
    except SnapshotDamaged as error:
        return str(error)
    found = next(problems(lake, manifest), None)
    return f"snapshot {manifest.snapshot_id} is damaged: {found}" if found else None


def _set_aside(lake: Lake, snapshot_id: str) -> None:
    folder = lake.snapshot(snapshot_id)
    if snapshot_id and folder.is_dir():
        aside = lake.damaged / snapshot_id
        shutil.rmtree(aside, ignore_errors=True)
        aside.parent.mkdir(exist_ok=True)
        folder.replace(aside)


def unreadable(lake: Lake) -> dict[str, str]:
    """The published snapshots whose manifest cannot be read: what is wrong by the snapshot's id."""
    return {folder.name: str(error) for folder, error in _faults(lake)}


def damaged_states(lake: Lake) -> dict[str, str]:
    """The published snapshots whose manifest is not what was written: what is wrong by the snapshot's id.

    Raises:
        UserError: the disk does not give one of them now, so that nobody knows whether it is damaged.
    """
    found: dict[str, str] = {}
    for folder, error in _faults(lake):
        if isinstance(error.__cause__, OSError):
            reason = error.__cause__.strerror or type(error.__cause__).__name__
            raise UserError(f"{folder / MANIFEST} cannot be read now: {reason}; fix that and try again")
        found[folder.name] = str(error)
    return found


def _faults(lake: Lake) -> Iterator[tuple[Path, SnapshotDamaged]]:
    for folder in _folders(lake):
        try:
            read_manifest(folder)
        except SnapshotDamaged as error:
            if not isinstance(error.__cause__, FileNotFoundError):  # not published yet
                yield folder, error
        except UserError:  # of a later newsetl
            continue


def _folders(lake: Lake) -> list[Path]:
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
