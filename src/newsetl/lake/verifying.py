"""Whether files are what they were: each is named after the SHA-256 of its content."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from newsetl.errors import SnapshotDamaged
from newsetl.lake.manifest import DataFile


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fault_of(path: Path, file: DataFile) -> str | None:
    """What is wrong with a file of a snapshot, in one line; None where it is what it was."""
    if not path.is_file():
        return f"{path} is missing"
    if path.stat().st_size != file.bytes:
        return f"{path} has {path.stat().st_size:,} bytes instead of {file.bytes:,}"
    return (
        None
        if sha256_of(path).startswith(file.digest)
        else f"{path} is not what was written: its SHA-256 differs"
    )


def verify(folder: Path, files: Iterable[DataFile]) -> None:
    """Reads files before anything is made of them.

    Raises:
        SnapshotDamaged: one of them is missing or not what it was.
    """
    for file in files:
        fault = fault_of(folder / file.path, file)
        if fault is not None:
            raise SnapshotDamaged(
                f"snapshot {folder.name} is damaged: {fault}; `newsetl doctor --deep` lists all"
            )
