"""Sidecars: `story.json` beside `story.txt` holds the text's metadata and is not an input of its own."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from newsetl.errors import Rejected
from newsetl.inputs.compression import without_suffixes
from newsetl.inputs.json_records import holds_documents, parse_json

DOCUMENT_SUFFIXES = (".txt", ".text", ".html", ".htm")
MAX_SIDECAR_BYTES = 1024 * 1024


def find_sidecars(paths: Sequence[str]) -> dict[str, str]:
    """Document path -> path of its sidecar, for those documents among the files that have one.

    A sidecar may also lie beside a single named document. A JSON file that holds a text itself is not a sidecar.
    """
    return pair_sidecars(paths, _is_small_file, _read_file)


def pair_sidecars(
    names: Sequence[str], exists: Callable[[str], bool], read: Callable[[str], bytes]
) -> dict[str, str]:
    """As find_sidecars, wherever the files are; what is longer than a sidecar may be does not exist."""
    found = {}
    for name in names:
        for candidate in _candidates(name):
            if exists(candidate) and is_sidecar(read(candidate)):
                found[name] = candidate
                break
    return found


def parse_sidecar(content: bytes) -> Mapping[str, Any]:
    """The metadata that a sidecar holds.

    Raises:
        Rejected: it is no JSON record; its document would go on without its metadata.
    """
    try:
        value = parse_json(content)
    except Rejected as reason:
        raise Rejected(reason.reason_code, f"sidecar: {reason.detail}") from reason
    if not isinstance(value, dict):
        raise Rejected("broken_json", "sidecar: holds no record")
    return value


def read_sidecar(path: str) -> Mapping[str, Any]:
    """The metadata in the sidecar at a path; raises Rejected as parse_sidecar."""
    try:
        content = _read_file(path)
    except OSError as error:
        raise Rejected("unreadable_file", f"sidecar: {error.strerror}") from error
    return parse_sidecar(content)


def _candidates(name: str) -> Iterator[str]:
    name = without_suffixes(name)
    stem, suffix = os.path.splitext(name)
    if suffix.lower() in DOCUMENT_SUFFIXES:
        yield from (f"{stem}.json", f"{name}.json", f"{stem}.meta.json")


def is_sidecar(content: bytes) -> bool:
    """True for what describes a document, also for what tries to and is broken."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return True
    return isinstance(value, dict) and not holds_documents(value)


def _is_small_file(path: str) -> bool:
    return os.path.isfile(path) and os.path.getsize(path) <= MAX_SIDECAR_BYTES


def _read_file(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(MAX_SIDECAR_BYTES)
