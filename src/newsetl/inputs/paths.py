"""What a user names -> the files to read, in an order that is the same on every machine."""

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsetl.errors import InputNotFound
from newsetl.inputs.contracts import InputFile
from newsetl.inputs.saved_pages import is_companion
from newsetl.inputs.sidecars import find_sidecars

STANDARD_INPUT = "-"
_SKIPPED_NAMES = ("__MACOSX", "Thumbs.db", "desktop.ini")


def expand_inputs(patterns: Sequence[str]) -> list[InputFile]:
    """The files that patterns name, each once, sorted within a pattern.

    Args:
        patterns: files, folders (all that is in them but hidden files), globs ("**" too), "-" for
            standard input. A file whose name holds "*" is named by its name.

    Raises:
        InputNotFound: a pattern names nothing.
    """
    files: dict[str, InputFile] = {}
    for pattern in patterns:
        if pattern == STANDARD_INPUT:
            files.setdefault(pattern, InputFile("stdin", None))
            continue
        paths = _paths(pattern)
        if not paths:
            raise InputNotFound(f"no file to read at {pattern!r}")
        named = None if os.path.isdir(pattern) or pattern not in paths else pattern
        sidecars = find_sidecars(paths)
        for path in paths:
            if path == named or path not in sidecars.values():
                files.setdefault(path, InputFile(_uri(path), path, sidecars.get(path)))
    beside = {file.sidecar for file in files.values()}  # `newsetl run folder/*` names each of them by itself
    return [file for path, file in files.items() if path not in beside]


def _paths(pattern: str) -> list[str]:
    if os.path.lexists(pattern):
        found = _walk(pattern) if os.path.isdir(pattern) else [pattern]
    else:
        matches = glob.glob(os.path.expanduser(pattern), recursive=True)
        found = [path for match in matches for path in (_walk(match) if os.path.isdir(match) else [match])]
    return sorted({os.path.normpath(path) for path in found if os.path.exists(path)})


def _walk(folder: str) -> Iterator[str]:
    """Regular files under a folder; links to folders are not followed, since they may lead in circles.

    The folder that a browser saved with a page holds its parts and no news."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_skipped(name) and not is_companion(name, names)]
        for name in names:
            path = os.path.join(parent, name)
            if not _is_skipped(name) and os.path.exists(path) and stat.S_ISREG(os.stat(path).st_mode):
                yield path


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in _SKIPPED_NAMES


def _uri(path: str) -> str:
    """A path as a table can hold it: bytes that are no UTF-8 are escaped."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")
