"""Versions that follow from content: an extractor's rows change only where its rules, word lists or model do."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

KINDS = (".py", ".csv", ".txt", ".json")
DIGITS = 12


@cache
def version_of(*folders: str) -> str:
    """First digits of the SHA-256 over all rules, word lists and cards below folders of the package.

    Args:
        folders: relative to the package: "extractors/force_levels", "lexicons/forces", "reader".

    Raises:
        FileNotFoundError: there is no such folder.
    """
    digest = hashlib.sha256()
    for folder in folders:
        for path, content in _files(files("newsetl").joinpath(folder), folder):
            digest.update(path.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:DIGITS]


def _files(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            found += _files(entry, path)
        elif entry.name.endswith(KINDS):
            found.append((path, entry.read_bytes()))
    return found
