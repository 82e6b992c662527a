"""Nexis and LexisNexis: the older downloads that count their documents, and Nexis Uni and Lexis+.

Older: "3 of 10 DOCUMENTS", outlet, date, headline, labels in capitals, text, labels, copyright. Newer: headline,
outlet, date, copyright, labels, "Body", text, notes, "End of Document". The layouts are those that the public
converters LexisNexisTools and newspapers read, and the labels of each interface language are data.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from newsetl.inputs.exports.article import ExportedArticle, language_code
from newsetl.inputs.exports.labels import counter_pattern, is_alone, labels_of, read_label
from newsetl.inputs.written_dates import date_line, find_date

SYSTEM = "nexis"
HEADER_KINDS = frozenset(("byline", "section", "length", "dateline", "abstract", "title", "note", "url"))
TAIL_KINDS = frozenset(("tail", "language"))
_COPYRIGHT = re.compile(
    r"(?:Copyright|\(c\)|©)\s*\(?c?\)?\s*(?:19|20)?\d*|All Rights? Reserved|Alle Rechte", re.I
)
_EDITION = re.compile(r"\b(?:edition|ausgabe|édition|edición|edizione|auflage)\b", re.IGNORECASE)
_PAGE_LINE = re.compile(r"(?:Page|Seite)\s+\d+\s+(?:of|von)\s+\d+", re.IGNORECASE)
_DAY = re.compile(r",?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}$")  # "AMSEL, Oct. 4"
_FULL_TEXT = "FULL TEXT"
_HEAD_BLOCKS = 30  # paragraphs among which a head's date stands


def is_counted(blocks: Sequence[str]) -> bool:
    """True for an older download."""
    counter = counter_pattern(SYSTEM)
    return any(counter.fullmatch(block) for block in blocks)


def is_closed(blocks: Sequence[str]) -> bool:
    """True for a newer download."""
    return any(block.strip(" \xa0") in labels_of(SYSTEM, "end") for block in blocks)


def is_title_page(blocks: Sequence[str]) -> bool:
    """True for the list of documents that lies in a zipped download beside them."""
    kinds = [found.kind for block in blocks for found in [read_label(block, SYSTEM, is_loose=True)] if found]
    has_text = any(is_alone(block, SYSTEM, "body") for block in blocks) or "length" in kinds
    return kinds.count("cover") >= 3 and not has_text


def read_counted(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of an older download, in order."""
    counter = counter_pattern(SYSTEM)
    for part in _split(blocks, lambda block: counter.fullmatch(block) is not None):
        yield _counted_article(part)


def read_closed(blocks: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of a newer download, in order; its title page is left out. The last may be cut off."""
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
    position = _read_masthead(blocks, facts)
    position = _read_labels(blocks, position, facts, is_loose=False)
    return _article(facts, blocks[position:])


def _read_masthead(blocks: Sequence[str], facts: dict[str, str]) -> int:
    """Outlet, date and headline of an older download; where the labels or the text begin."""
    head = list(takewhile(lambda block: read_label(block, SYSTEM) is None, blocks[:_HEAD_BLOCKS]))
    dated = next((i for i, block in enumerate(head[:8]) if date_line(block)), None)
    lines = [
        line for block in (head[:dated] if dated is not None else head[:1]) for line in block.split("\n")
    ]
    names = [line for line in lines if not _COPYRIGHT.match(line)]
    if names:
        facts["outlet"] = names[0]
    if dated is None:
        return min(1, len(head))
    facts["published_at"] = date_line(head[dated]) or ""
    rest = [(i, b) for i, b in enumerate(head) if i > dated and not _is_edition(b)]
    has_labels = len(head) < min(len(blocks), _HEAD_BLOCKS)
    if not rest:
        return len(head)
    facts["title"] = rest[0][1]
    return len(head) if has_labels else rest[0][0] + 1


def _is_edition(block: str) -> bool:
    if is_alone(block, SYSTEM, "frame"):
        return True
    return _COPYRIGHT.match(block) is not None or (len(block) < 60 and _EDITION.search(block) is not None)


def _read_labels(blocks: Sequence[str], position: int, facts: dict[str, str], is_loose: bool) -> int:
    """Reads the labels of a head; where its text begins."""
    while position < len(blocks):
        found = read_label(blocks[position], SYSTEM, is_loose)
        if found is None and is_alone(blocks[position], SYSTEM, "body"):
            return position + 1
        if found is None or found.kind not in (*HEADER_KINDS, "body", *TAIL_KINDS):
            if not _is_frame(blocks[position]):
                return position
        elif found.kind == "body":
            facts["body"] = found.value
            return position + 1
        else:
            facts.setdefault(found.kind, found.value)
        position += 1
    return position


def _is_frame(block: str) -> bool:
    return len(block) < 300 and _COPYRIGHT.match(block) is not None


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
    for block in blocks[position : body if body is not None else position]:
        found = read_label(block, SYSTEM, is_loose=True)
        if found is not None:
            facts.setdefault(found.kind, found.value)
    start = body + 1 if body is not None else _read_labels(blocks, position, facts, is_loose=True)
    return _article(facts, blocks[start:])


def _headline(head: Sequence[str], listed: frozenset[str]) -> str:
    """The headline above outlet and date: as the title page lists it, else the line above the outlet."""
    named = [line for line in head[:-1] if _bare(line) in listed]
    return named[-1] if named else head[max(len(head) - 2, 0)]


def _dated_block(blocks: Sequence[str]) -> int | None:
    """The date line of a newer download: below headline and outlet; the title page's has a label before it."""
    body = next((i for i, b in enumerate(blocks) if is_alone(b, SYSTEM, "body")), len(blocks))
    lines = (i for i in range(1, min(body, len(blocks))) if date_line(blocks[i]) is not None)
    return next((i for i in lines if read_label(blocks[i - 1], SYSTEM, is_loose=True) is None), None)


def _article(facts: dict[str, str], rest: Sequence[str]) -> ExportedArticle:
    first = facts.get("body", "")  # older downloads begin the text behind its label
    body, tail = _without_tail([first, *rest] if first else rest)
    for block in tail:
        found = read_label(block, SYSTEM, is_loose=True)
        if found is not None and found.kind in ("language", "url"):
            facts.setdefault(found.kind, found.value)
    return ExportedArticle(
        paragraphs=tuple(_without_abstract(body)),
        title=facts.get("title"),
        outlet=_outlet(facts.get("outlet")),
        published_at=facts.get("published_at") or None,
        byline=facts.get("byline"),
        section=facts.get("section"),
        dateline=_place(facts.get("dateline")),
        language=language_code(facts.get("language")),
        url=facts.get("url"),
    )


def _outlet(name: str | None) -> str | None:
    """ "Agence France Presse -- English" -> "Agence France Presse"."""
    head, dashes, tail = (name or "").partition(" -- ")
    return (head if dashes and language_code(tail) else name) or None


def _place(dateline: str | None) -> str | None:
    """ "BEIRUT, March 14 2013" -> "BEIRUT"."""
    found = find_date(dateline or "")
    place = (dateline or "")[: found.start].rstrip(" ,") if found else _DAY.sub("", dateline or "")
    return place or None


def _without_tail(blocks: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The text, and what stands behind it: labels, notes, copyright."""
    end = len(blocks)
    for i, block in enumerate(blocks):
        found = read_label(block, SYSTEM, is_loose=_is_titlecase(block))
        if (found is not None and found.kind in TAIL_KINDS) or is_alone(block, SYSTEM, "heading"):
            end = i
            break
    tail = blocks[end:]
    while end and (_is_frame(blocks[end - 1]) or _is_note(blocks[end - 1])):
        end -= 1
    return blocks[:end], tail


def _is_titlecase(block: str) -> bool:
    """ "Load-Date: …" is a label; "language: …" in a sentence is none."""
    return block[:1].isupper()


def _is_note(block: str) -> bool:
    found = read_label(block, SYSTEM)
    return found is not None and found.kind in ("note", "url")


def _without_abstract(blocks: Sequence[str]) -> list[str]:
    """Some outlets' entries give a summary before the text, each under its own heading."""
    if _FULL_TEXT in blocks[:12]:
        return list(blocks[list(blocks).index(_FULL_TEXT) + 1 :])
    return [block for block in blocks if not is_alone(block, SYSTEM, "frame")]
