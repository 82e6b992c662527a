"""Nexis and LexisNexis: the older downloads that count their documents, and Nexis Uni and Lexis+.

Older: "3 of 10 DOCUMENTS", outlet, date, headline, labels in capitals, text, labels, copyright. Newer: headline,
outlet, date, copyright, labels, "Body", text, notes, "End of Document". The layouts are those that the public
converters LexisNexisTools and newspapers read, and the labels of each interface language are data.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.exports.labels import counter_pattern, is_alone, labels_of, read_label
from newsetl.inputs.exports.nexis_text import (
    SYSTEM,
    TAIL_KINDS,
    is_copyright,
    is_edition,
    is_frame,
    make_article,
)
from newsetl.inputs.written_dates import date_line

HEADER_KINDS = frozenset(("byline", "section", "length", "dateline", "abstract", "title", "note", "url"))
_PAGE_LINE = re.compile(r"(?:Page|Seite)\s+\d+\s+(?:of|von)\s+\d+", re.IGNORECASE)
_DOCUMENT_COUNT = re.compile(r"[^\W\d_]+ \(\d{1,4}\)")  # "Documents (2)"
_MAX_HEADING = 3  # words
_HEAD_LINES = 5  # edition, time and copyright between date and labels of a newer download
_MAX_SIGN = 40  # characters of a line that names another database
_HEAD_BLOCKS = 30  # paragraphs among which a head's date is


def is_counted(blocks: Sequence[str]) -> bool:
    """True for an older download; ProQuest, whose lines name it, may count the same way but has no length."""
    counter = counter_pattern(SYSTEM)
    if not any(counter.fullmatch(block) for block in blocks):
        return False
    is_other = any("ProQuest" in block for block in blocks if len(block) < _MAX_SIGN)
    labels = (read_label(block, SYSTEM) for block in blocks)
    return not is_other or any(label is not None and label.kind == "length" for label in labels)


def is_closed(blocks: Sequence[str]) -> bool:
    """True for a newer download."""
    return any(block.strip(" \xa0") in labels_of(SYSTEM, "end") for block in blocks)


def is_loaded(blocks: Sequence[str]) -> bool:
    """True for a newer download without "End of Document": each ends with the day on which it was taken in."""
    parts = [] if is_counted(blocks) else list(_loaded_parts(blocks))
    return bool(parts) and all(
        _dated_block(part) is not None and any(is_alone(block, SYSTEM, "body") for block in part)
        for part in parts
    )


def read_loaded(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of such a download, in order."""
    listed = _listed_titles(blocks)
    for part in _loaded_parts(blocks):
        yield _closed_article(part, listed)


def _loaded_parts(blocks: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for block in blocks:
        part.append(block)
        found = read_label(block, SYSTEM, is_loose=True)
        if found is not None and found.kind == "loaded":
            yield part
            part = []


def is_title_page(blocks: Sequence[str]) -> bool:
    """True for the list of documents that lies in a zipped download beside them."""
    kinds = [found.kind for block in blocks for found in [read_label(block, SYSTEM, is_loose=True)] if found]
    has_text = any(is_alone(block, SYSTEM, "body") for block in blocks) or "length" in kinds
    is_counted = any(map(_DOCUMENT_COUNT.fullmatch, blocks))
    return kinds.count("cover") >= (2 if is_counted else 3) and not has_text


def read_counted(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of an older download, in order."""
    counter = counter_pattern(SYSTEM)
    for part in _split(blocks, lambda block: counter.fullmatch(block) is not None):
        yield _counted_article(part)


def read_closed(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of a newer download, in order; its title page is left out. The last may be cut off."""
    articles = list(_closed_articles(blocks))
    first = _shared_heading([article.paragraphs[:1] for article in articles])
    lasts = [article.paragraphs[-1:] for article in articles]
    last = _shared_heading(lasts) or _shared_label(lasts)
    for article in articles:
        paragraphs = article.paragraphs[first : len(article.paragraphs) - last]
        yield replace(article, paragraphs=paragraphs) if paragraphs else article


def _shared_heading(lines: Sequence[tuple[str, ...]]) -> int:
    """1 where all texts begin or end with the same word or two: a heading of an interface that is not known."""
    is_shared = len(lines) > 1 and len(set(lines)) == 1
    return int(is_shared and all(len(line.split()) <= _MAX_HEADING for line in lines[0]))


def _shared_label(lines: Sequence[tuple[str, ...]]) -> int:
    """1 where all texts end with a date under the same label: the day of loading, in a language that is not known."""
    parts = [line[0].partition(":") for line in lines if line]
    is_shared = len(lines) > 1 and len(parts) == len(lines) and len({label for label, _, _ in parts}) == 1
    return int(is_shared and all(date_line(day.strip()) for _, _, day in parts))


def _closed_articles(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    ends = labels_of(SYSTEM, "end")
    held: list[str] = []
    listed = _listed_titles(blocks)
    for block in blocks:
        if block.strip(" \xa0") not in ends:
            held.append(block)
            continue
        yield _closed_article(held, listed)
        held = []
    kinds = {found.kind for block in held for found in [read_label(block, SYSTEM, is_loose=True)] if found}
    if "length" in kinds or any(is_alone(block, SYSTEM, "body") for block in held):
        yield _closed_article(held, listed)


def _listed_titles(blocks: Sequence[str]) -> frozenset[str]:
    """Headlines that the title page lists: "1. Ferry turns back"."""
    first = next((i for i, block in enumerate(blocks) if is_alone(block, SYSTEM, "body")), len(blocks))
    matches = (re.match(r"\d{1,4}\.\s+(\S.*)", block) for block in blocks[:first])
    return frozenset(_bare(match[1]) for match in matches if match)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _split(blocks: Sequence[str], begins: Callable[[str], bool]) -> Iterator[list[str]]:
    part: list[str] | None = None
    for block in blocks:
        if begins(block):
            if part is not None:
                yield part
            part = []
        elif part is not None:
            part.append(block)
    if part is not None:
        yield part


def _counted_article(blocks: Sequence[str]) -> ExportedArticle:
    blocks = [block for block in blocks if not _PAGE_LINE.fullmatch(block)]
    facts: dict[str, str] = {}
    strict = (found.kind for block in blocks for found in [read_label(block, SYSTEM)] if found)
    is_loose = HEADER_KINDS.isdisjoint(strict)  # "Länge:" for "LÄNGE:"
    position = _read_masthead(blocks, facts, is_loose)
    position = _read_labels(blocks, position, facts, is_loose)
    return make_article(facts, blocks[position:])


def _read_masthead(blocks: Sequence[str], facts: dict[str, str], is_loose: bool) -> int:
    """Outlet, date and headline of an older download; where the labels or the text begin."""
    head = list(takewhile(lambda block: read_label(block, SYSTEM, is_loose) is None, blocks[:_HEAD_BLOCKS]))
    dated = next((i for i, block in enumerate(head[:8]) if date_line(block)), None)
    lines = [
        line for block in (head[:dated] if dated is not None else head[:1]) for line in block.split("\n")
    ]
    names = [line for line in lines if not is_copyright(line)]
    if names:
        facts["outlet"] = names[0]
    if dated is None:
        return min(1, len(head))
    facts["published_at"] = date_line(head[dated]) or ""
    rest = [(i, b) for i, b in enumerate(head) if i > dated and not is_edition(b)]
    has_labels = len(head) < min(len(blocks), _HEAD_BLOCKS)
    if not rest:
        return len(head)
    facts["title"] = rest[0][1]
    return len(head) if has_labels else rest[0][0] + 1


def _read_labels(blocks: Sequence[str], position: int, facts: dict[str, str], is_loose: bool) -> int:
    """Reads the labels of a head; where its text begins."""
    while position < len(blocks):
        found = read_label(blocks[position], SYSTEM, is_loose)
        if found is None and is_alone(blocks[position], SYSTEM, "body"):
            return position + 1
        if found is None or found.kind not in (*HEADER_KINDS, "body", *TAIL_KINDS):
            if not is_frame(blocks[position]):
                return position
        elif found.kind == "body":
            facts["body"] = found.value
            return position + 1
        else:
            facts.setdefault(found.kind, found.value)
        position += 1
    return position


def _closed_article(blocks: Sequence[str], listed: frozenset[str]) -> ExportedArticle:
    blocks = [b for b in blocks if not _PAGE_LINE.fullmatch(b)]
    facts: dict[str, str] = {}
    dated = _dated_block(blocks)
    body = next((i for i, block in enumerate(blocks) if is_alone(block, SYSTEM, "body")), None)
    if dated is not None:
        facts["published_at"] = date_line(blocks[dated]) or ""
        facts["outlet"], facts["title"] = blocks[dated - 1].rstrip("."), _headline(blocks[:dated], listed)
    elif body is not None:
        names = [block for block in blocks[:body] if read_label(block, SYSTEM, is_loose=True) is None]
        facts.update(zip(("title", "outlet"), names[:2], strict=False))
    position = dated + 1 if dated is not None else 0
    head = blocks[position : body if body is not None else position]
    for block, below in zip(head, [*head[1:], ""], strict=False):
        found = read_label(block, SYSTEM, is_loose=True)
        if found is not None:
            facts.setdefault(found.kind, found.value or _cell(below))
    if body is not None:
        return make_article(facts, blocks[body + 1 :])
    near = range(position, min(position + _HEAD_LINES, len(blocks)))
    labelled = next((i for i in near if read_label(blocks[i], SYSTEM, is_loose=True)), position)
    start = _read_labels(blocks, labelled, facts, is_loose=True)
    return make_article(facts, blocks[start:])


def _cell(block: str) -> str:
    """The value of a label that has a cell of its own: the next cell, unless that is a label."""
    return "" if read_label(block, SYSTEM, is_loose=True) else block


def _headline(head: Sequence[str], listed: frozenset[str]) -> str:
    """The headline above outlet and date: as the title page lists it, else the line above the outlet."""
    named = [line for line in head[:-1] if _bare(line) in listed]
    return named[-1] if named else head[max(len(head) - 2, 0)]


def _dated_block(blocks: Sequence[str]) -> int | None:
    """The date line of a newer download: below headline and outlet; the title page's has a label before it."""
    body = next((i for i, b in enumerate(blocks) if is_alone(b, SYSTEM, "body")), len(blocks))
    lines = (i for i in range(1, min(body, len(blocks))) if date_line(blocks[i]) is not None)
    return next((i for i in lines if read_label(blocks[i - 1], SYSTEM, is_loose=True) is None), None)
