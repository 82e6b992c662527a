"""Quotations: where direct speech opens and closes, in all the marks that news uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsetl.language.sentences import paragraphs_of

# Opening mark -> the marks that close it. Straight marks are their own partners.
PARTNERS = {
    "“": '”"“',
    "„": "“”",
    "«": "»",
    "»": "«",
    "‘": "’",
    '"': '"”“',
    "''": "''",
    "``": "''",
    "'": "'",
}
# An apostrophe inside a word ("don't") or before a decade ("'90s") is not a mark.
MARK = re.compile(r"``|''|[“”„«»\"]|(?<![\w.,!?…])['‘](?=[\w“\"])(?!\d0s)|(?<=[\w.,!?…”\"])['’](?!\w)")
POSSIBLE_MARK = re.compile(r"[`'“”„«»\"‘’]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation [start, end) with its marks; is_closed is False where the text never closes it."""

    start: int
    end: int
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class _Open:
    start: int
    mark: str


def find_quotes(text: str) -> list[Quote]:
    """Quotations of a text in order, outermost only.

    A quotation that stays open at the end of a paragraph goes on where the next paragraph opens with the same
    mark, as newspapers print long speech; otherwise it ends with its paragraph.
    """
    quotes: list[Quote] = []
    carried: _Open | None = None
    for paragraph in paragraphs_of(text):
        start, end = paragraph.start, paragraph.end
        if carried is not None:
            if not text.startswith(carried.mark, _first_character(text, start, end)):
                quotes.append(Quote(carried.start, _last_end(text, carried.start, start), is_closed=False))
                carried = None
            else:
                start = _first_character(text, start, end) + len(carried.mark)
        if not text[start:end].strip():
            continue
        found, carried = _quotes_of(text, start, end, carried)
        quotes += found
    if carried is not None:
        quotes.append(Quote(carried.start, _last_end(text, carried.start, len(text)), is_closed=False))
    return quotes


def _first_character(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _last_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _quotes_of(text: str, start: int, end: int, opened: _Open | None) -> tuple[list[Quote], _Open | None]:
    """Quotations that close between start and end, and the one still open at the end."""
    quotes = []
    for at, mark in _marks(text, start, end):
        if opened is None:
            if _opens(text, at, mark):
                opened = _Open(at, mark)
        elif mark in PARTNERS[opened.mark] and not _reopens(text, at, mark):
            quotes.append(Quote(opened.start, at + len(mark)))
            opened = None
        elif mark == opened.mark and _reopens(text, at, mark):
            # The closing mark was forgotten: the next opening one ends the quotation before it.
            quotes.append(Quote(opened.start, _last_end(text, opened.start, at), is_closed=False))
            opened = _Open(at, mark)
    if opened is not None and opened.mark in "'‘":  # more likely an apostrophe than speech without an end
        opened = None
    return quotes, opened


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    # A class of characters is searched for several times as fast as MARK itself.
    while (possible := POSSIBLE_MARK.search(text, at, end)) is not None:
        match = MARK.match(text, possible.start(), end)
        if match is not None:
            yield match.start(), match.group()
        at = possible.end() if match is None else match.end()


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in "”’":
        return False
    following = text[at + len(mark) : at + len(mark) + 1]
    return mark in "“„«‘" or (bool(following) and not following.isspace())


def _reopens(text: str, at: int, mark: str) -> bool:
    """True for a mark that can only open: white space before it and a word after it."""
    if mark in "”’»":
        return False
    before, after = text[max(0, at - 1) : at], text[at + len(mark) : at + len(mark) + 1]
    return (not before or before.isspace()) and (after.isalnum() or after in "[…")
