"""Plain text with the metadata that the input passed -> what is found in it."""

import re
from collections.abc import Mapping
from typing import Any

from newsetl.articles.cut_text import is_cut_text
from newsetl.articles.found import Found
from newsetl.articles.url_dates import date_in_url
from newsetl.articles.urls import canonical_url
from newsetl.core.invisible import without_invisible

HEAD = 1_000  # characters in which a headline is
TITLE = re.compile(r"\s*(?:#{1,6}[^\S\n]+)?(?P<title>[^\n]{10,200})[^\S\n]*\n[^\S\n]*\r?\n")


def read_plain(text: str, metadata: Mapping[str, Any]) -> Found:
    """The text as it is; its first line is the title where the input names none and it looks like one.

    A day in its address is its own.
    """
    title = None if metadata.get("title") else _title_of(without_invisible(text[:HEAD]))
    in_url = date_in_url(canonical_url(str(metadata.get("url") or "")))
    return Found(
        text=text, title=title, is_truncated=is_cut_text(text), published=(in_url,) if in_url else ()
    )


def _title_of(text: str) -> str | None:
    match = TITLE.match(text)
    title = match["title"].strip() if match else None
    return title if title and title[-1] not in '.,;:!”"' else None
