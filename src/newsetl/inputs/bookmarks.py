"""Bookmarks that browsers and Pocket export as a page, and feed readers as OPML: addresses and no articles."""

import html
import re
from collections.abc import Iterator

from newsetl.errors import Rejected

_HEAD_BYTES = 2_048
_SIGNS = (b"netscape-bookmark-file", b"<title>pocket export")
_LINK = re.compile(
    r"<a\b[^<>]{0,4000}?\bhref=\"(https?://[^\s\"<>]{4,2000})\"[^<>]{0,4000}>([^<]{0,500})", re.IGNORECASE
)


def is_bookmarks(content: bytes) -> bool:
    """True for a page of bookmarks."""
    head = content[:_HEAD_BYTES].lower()
    return any(sign in head for sign in _SIGNS)


def bookmarks(page: str) -> Iterator[tuple[str, str]]:
    """Address and title of each."""
    return ((html.unescape(match[1]), html.unescape(match[2]).strip()) for match in _LINK.finditer(page))


def feed_list() -> Rejected:
    """The reason for a list of feeds."""
    return Rejected(
        "addresses_only",
        "is a list of feeds (OPML): `newsetl init FOLDER --feed ADDRESS` writes a feeds file for `newsetl collect`",
    )
