"""Files that outlast a power cut: their bytes are on the disk before a name shows them, and the name before the next.

A rename alone promises nothing of the kind: after a cut, a file system may show the new name over an empty file
(Pillai et al., "All file systems are not created equal", OSDI 2014).
"""

import os
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

AT_ONCE = 16  # syncs that wait together share one commit of the journal


def sync_file(path: Path) -> None:
    """Waits until a file's bytes, or a folder's names, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_files(paths: Iterable[Path]) -> None:
    """Waits for many files or folders at once."""
    wanted = list(paths)
    if len(wanted) <= 2:
        for path in wanted:
            sync_file(path)
        return
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(sync_file, wanted))


def sync_tree(folder: Path) -> None:
    """Waits for the names in a folder and in all folders below it; their files are synced before."""
    sync_files([*(path for path in folder.rglob("*") if path.is_dir()), folder])


def make_folders(folder: Path) -> None:
    """Creates a folder with those above it, so that a cut leaves it in place."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in reversed(missing):
        sync_file(path.parent)


def partial_of(path: Path) -> Path:
    """Where a file is written before it has its name: beside it, hidden, by this thread alone."""
    return path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.partial")


def remove_partials(folder: Path, names: str) -> None:
    """Deletes what killed processes had begun of the files whose names match a pattern; none may be at work on them."""
    for path in folder.glob(f".{names}.*part*"):
        path.unlink()


def write_durably(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, also through a power cut."""
    make_folders(path.parent)
    partial = partial_of(path)
    partial.write_bytes(content)
    replace_durably(partial, path)


def replace_durably(source: Path, target: Path) -> None:
    """Renames a file over another: after a cut, the name leads to all of the old or all of the new bytes."""
    sync_file(source)
    source.replace(target)
    sync_file(target.parent)


def remove_durably(path: Path) -> None:
    """Takes a file away, so that a cut does not bring it back."""
    path.unlink(missing_ok=True)
    sync_file(path.parent)


def point_durably(link: Path, target: Path) -> None:
    """Has a symbolic link lead elsewhere in one step; what it leads to is synced before.

    Args:
        link: the link, which may be there already or be a file.
        target: as written in the link: relative to the link's folder.
    """
    partial = link.with_name(f".{link.name}-{os.getpid()}")
    partial.unlink(missing_ok=True)
    partial.symlink_to(target)
    partial.replace(link)
    sync_file(link.parent)
