"""What killed runs and damaged disks leave in a lake: dropped, set aside, or left for the newest whole state."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from newsetl.errors import SnapshotDamaged, UserError
from newsetl.lake.folder import Lake
from newsetl.lake.history import published, show, snapshot_folders
from newsetl.lake.manifest import MANIFEST, Manifest, read_manifest


def drop_unpublished(lake: Lake) -> None:
    """Removes snapshots that a killed run staged and never published."""
    for path in snapshot_folders(lake):
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
    for folder in snapshot_folders(lake):
        try:
            read_manifest(folder)
        except SnapshotDamaged as error:
            if not isinstance(error.__cause__, FileNotFoundError):  # not published yet
                yield folder, error
        except UserError:  # of a later newsetl
            continue
