"""Whether a text was cut off by an API or a feed, by its end."""

import re

TAIL = 200  # characters at the end that are looked at
MARK = re.compile(
    r"(?:(?:…|\.{3})\s*)?\[\s*\+\s*[\d,.]+\s*(?:more\s+)?(?:chars|characters|words)\s*\]\s*$"  # "2,9… [+3421 chars]"
    r"|\[\s*(?:…|\.{3}|&#8230;|&hellip;)\s*\]\s*$"  # what WordPress puts at the end of a feed's summary
    r"|(?:…|\.{3})\s*\(?\[?(?:read|view|see|show|continue)\b[^\n]{0,40}$",
    re.IGNORECASE,
)
OPEN = re.compile(r"(?:…|\.{3})\W*$")


def is_cut_text(text: str) -> bool:
    """True for a text that ends in an API's or a feed's mark of a cut."""
    return MARK.search(text, max(0, len(text) - TAIL)) is not None


def ends_open(text: str) -> bool:
    """True for a text that ends in dots."""
    return OPEN.search(text, max(0, len(text) - TAIL)) is not None


def without_cut_end(text: str) -> str:
    """The text with the mark of a cut and the word that was cut blanked, as long as it was: "2,9…" is not a figure."""
    match = MARK.search(text, max(0, len(text) - TAIL))
    if match is None:
        return text
    start = match.start()
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return text[:start] + re.sub(r"[^\n]", " ", text[start:])
