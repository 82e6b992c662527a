"""What browsers leave when they save a page: the address in a comment, and a folder of the page's parts."""

import os
import re
from collections.abc import Collection
from datetime import UTC, datetime

from newsetl.lexicons import read_words

_COMMENT = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,2000})\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S{1,2000})\s+(?:saved date:\s*([^\n(]{1,60}))?",
    re.IGNORECASE,
)
_HEAD_BYTES = 8_192


def saved_from(content: bytes) -> tuple[str | None, datetime | None]:
    """The address that a page was saved from, and when; None where it does not say."""
    head = content[:_HEAD_BYTES]
    if b"aved " not in head:
        return None, None
    match = _COMMENT.search(head) or _SINGLE_FILE.search(head)
    if match is None:
        return None, None
    saved = match[2].decode("ascii", "replace").strip() if match.re is _SINGLE_FILE and match[2] else ""
    return match[1].decode("utf-8", "replace"), _moment(saved)


def _moment(text: str) -> datetime | None:
    """ "Tue Mar 05 2024 18:00:00 GMT+0100" as SingleFile writes it."""
    for form in ("%a %b %d %Y %H:%M:%S GMT%z", "%Y-%m-%dT%H:%M:%S%z"):
        try:
            return datetime.strptime(text, form).astimezone(UTC)
        except ValueError:
            continue
    return None


def is_companion(folder: str, siblings: Collection[str]) -> bool:
    """True for the folder of a page's parts: "Story_files" beside "Story.html"."""
    for ending in read_words("inputs/companion_folders"):
        if folder.lower().endswith(ending):
            stem = folder[: -len(ending)]
            return any(f"{stem}{suffix}" in siblings for suffix in (".html", ".htm", ".mht", ".xhtml"))
    return False


def in_companion(path: str, paths: Collection[str]) -> bool:
    """True for a member of an archive that lies in such a folder; paths hold "/" between folders."""
    folders = path.split("/")[:-1]
    return any(
        is_companion(os.sep.join(folders[: depth + 1]).replace(os.sep, "/"), paths)
        for depth in range(len(folders))
    )
