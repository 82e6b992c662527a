"""The file that a load starts from: a copy of the published database that shares its blocks, or the one before it.

Where a file system shares no blocks (ext4), copying a large database takes the disk longer than any load. So the
database that a switch retires is kept as a spare; the next load brings it up to date by what two loads changed
and shows it under a new name; the one that it retires is the next spare. A spare that anyone still has open is never
written to: the kernel grants no lease on it, and the load copies as before.
"""

import fcntl
import logging
import os
import shutil
import signal
from pathlib import Path

from newsetl.errors import SnapshotDamaged
from newsetl.lake import Lake, Manifest
from newsetl.lake.manifest import read_manifest
from newsetl.storage.durable import replace_durably
from newsetl.warehouse.database_link import (
    database_snapshot,
    disturbance,
    is_changed,
    note_of,
    real_file,
    retired,
)

FICLONE = 0x40049409  # ioctl of Linux: a file takes another's blocks until either is written to
SPARE_BYTES = 250_000_000  # copying this took a second on a good disk, ten on a busy one
log = logging.getLogger(__name__)


def begin(lake: Lake, manifest: Manifest, database: Path, beside: Path) -> list[Manifest]:
    """Puts a database of an earlier state at `beside`.

    Returns:
        The manifests that it has yet to follow, the oldest first; none where there is nothing to begin at.
    """
    if not _holds_parent(lake, manifest, database):
        return []
    reason = disturbance(database)
    if reason is not None:
        log.warning("%s: that is left behind; open it read-only", reason)
    if _share_unchanged(database, beside):
        return [manifest]
    steps = _take_spare(lake, manifest, database, beside)
    if steps:
        return steps
    return [manifest] if copy_unchanged(database, beside) else []


def is_worth_keeping(database: Path) -> bool:
    """True if a published database is so large that the next load should not have to copy it."""
    if not database.is_file() or database.stat().st_size < SPARE_BYTES:
        return False
    probe = database.with_name(f".{database.name}.probe")
    try:
        return not shares_blocks(real_file(database), probe)
    finally:
        probe.unlink(missing_ok=True)


def copy_unchanged(database: Path, beside: Path) -> bool:
    """Copies the published database without its log; False where another program wrote to the file."""
    if is_changed(database):
        return False
    _copy(real_file(database), beside)
    return not is_changed(database)  # also not while it was copied


def _share_unchanged(database: Path, beside: Path) -> bool:
    if is_changed(database) or not shares_blocks(real_file(database), beside):
        return False
    return not is_changed(database)


def shares_blocks(source: Path, target: Path) -> bool:
    """Makes `target` a copy that shares its blocks with `source`; False where the file system can't.

    XFS and Btrfs can.
    """
    with source.open("rb") as read, target.open("wb") as written:
        try:
            fcntl.ioctl(written.fileno(), FICLONE, read.fileno())
        except OSError:
            return False
    return True


def _copy(source: Path, target: Path) -> None:
    """Copies a file; a server that keeps both (NFS 4.2) then does so by itself."""
    try:
        with source.open("rb") as read, target.open("wb") as written:
            left = os.fstat(read.fileno()).st_size
            while left > 0:
                copied = os.copy_file_range(read.fileno(), written.fileno(), left)
                if copied == 0:
                    raise OSError("nothing more was copied")
                left -= copied
    except (AttributeError, OSError):  # not on this system, or not between these places
        shutil.copyfile(source, target)


def _holds_parent(lake: Lake, manifest: Manifest, database: Path) -> bool:
    is_there = (lake.snapshot(manifest.parent) / "manifest.json").is_file()
    return is_there and database_snapshot(database) == manifest.parent


def _take_spare(lake: Lake, manifest: Manifest, database: Path, beside: Path) -> list[Manifest]:
    """Moves the spare to `beside` where it holds the state before the published one and nobody uses it."""
    try:
        before = read_manifest(lake.snapshot(manifest.parent))
    except SnapshotDamaged:
        return []
    for spare in retired(database):
        if database_snapshot(spare) != before.parent or disturbance(spare) is not None:
            continue
        if not all((lake.snapshot(before.snapshot_id) / path).is_file() for path in before.delta.files):
            continue
        note_of(spare).unlink(missing_ok=True)  # whatever happens to this run, it is not a spare any more
        replace_durably(spare, beside)  # a power cut must not bring it back half written to
        if is_unused(beside):
            return [before, manifest]
        beside.unlink()  # who has it open keeps it
    return []


def is_unused(file: Path) -> bool:
    """True if nobody has a file open, to read or to write: the kernel then grants a lease on it."""
    if not hasattr(fcntl, "F_SETLEASE"):  # Linux only
        return False
    try:
        descriptor = os.open(file, os.O_RDWR)
    except OSError:  # another user's: the load copies
        return False
    try:
        # Who opens the file meanwhile has this signal sent, and it is ignored; the usual one ends the process.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
