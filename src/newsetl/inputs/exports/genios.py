"""GENIOS and wiso: headline, text, then "Quelle: Halder Zeitung vom 05.03.2024, S. 4", number, address and rights.

Above the headline, or below it, may be a line "Halder Zeitung, 05.03.2024, S. 4 / Politik", and a table of contents
above all.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from newsetl.core.sentences import is_sentence
from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.exports.labels import read_label
from newsetl.inputs.exports.unlabelled_bylines import is_signature
from newsetl.inputs.written_dates import find_date

SYSTEM = "genios"
_CLOSING = re.compile(r"(?:©|\(c\))\s*GBI-Genios\b.*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_PAGE = re.compile(r"Seite \d+ (?:von|/) \d+")
_NUMBER = re.compile(r",?\s*(?:(?:Nr\.?|Heft|Ausgabe)\s*[\w/.-]+,?\s*)?(?:vom\s*)?$")
_COUNTED = re.compile(r"\d{1,4}\.\s+(?P<title>\S.*?)(?:[ .…]+\d{1,4})?")
_BY = re.compile(r"(?:von|VON|Von)\s+")
_MAX_SOURCE = 160  # characters


def is_genios(lines: Sequence[str]) -> bool:
    """True for a download of GENIOS or wiso."""
    kinds = {found.kind for line in lines for found in [read_label(line, SYSTEM)] if found}
    return {"source", "id"} <= kinds and ("url" in kinds or any(map(_CLOSING.fullmatch, lines)))


def read_genios(lines: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of a download, in order."""
    head: list[str] = []
    tail: list[str] = []
    is_closed = _has_closings(lines)
    listed = _listed(lines)
    for line in lines:
        if _PAGE.fullmatch(line):
            continue
        found = read_label(line, SYSTEM)
        if tail and not is_closed and not _is_tail(line, tail[-1]):
            yield _article(head, tail, listed)
            head, tail = [], []
        (tail if tail or (found and found.kind == "source") else head).append(line)
        if tail and is_closed and _CLOSING.fullmatch(line):
            yield _article(head, tail, listed)
            head, tail = [], []
    if tail or any(map(is_sentence, head)):
        yield _article(head, tail, listed)


def _listed(lines: Sequence[str]) -> frozenset[str]:
    """Headlines of a table of contents that counts them: "2. Rat stimmt für neue Brücke"."""
    matches = (_COUNTED.fullmatch(line) for line in lines)
    return frozenset(match["title"] for match in matches if match)


def _has_closings(lines: Sequence[str]) -> bool:
    """True where a line of the house closes each article."""
    labels = (read_label(line, SYSTEM) for line in lines)
    sources = sum(found is not None and found.kind == "source" for found in labels)
    return sources == sum(_CLOSING.fullmatch(line) is not None for line in lines)


def _is_tail(line: str, before: str) -> bool:
    label = read_label(before, SYSTEM)
    is_cell = label is not None and not label.value
    return bool(is_cell or read_label(line, SYSTEM) or _CLOSING.fullmatch(line) or _ADDRESS.fullmatch(line))


def _article(head: Sequence[str], tail: Sequence[str], listed: AbstractSet[str]) -> ExportedArticle:
    facts: dict[str, str] = {}
    for line, below in zip(tail, [*tail[1:], ""], strict=True):
        found = read_label(line, SYSTEM)
        if found is not None:
            facts.setdefault(found.kind, found.value or below)
    outlet, published_at = _source(facts.get("source", ""))
    head = [line for line in head if line != facts.get("section")]
    title, below_title = _headline(head, outlet, published_at, listed)
    byline = facts.get("byline")
    if below_title and is_signature(_BY.sub("", below_title[0]), has_headline=True):
        byline, below_title = byline or below_title[0], below_title[1:]
    return ExportedArticle(
        paragraphs=tuple(below_title),
        title=title,
        outlet=outlet,
        published_at=published_at,
        byline=byline,
        section=facts.get("section"),
        url=facts["url"] if _ADDRESS.fullmatch(facts.get("url", "")) else None,
        id=facts.get("id"),
    )


def _source(text: str) -> tuple[str | None, str | None]:
    """Outlet and day of "Halder Zeitung Nr. 55 vom 05.03.2024, S. 4"."""
    found = find_date(text) if len(text) <= _MAX_SOURCE else None
    if found is None:
        return text or None, None
    return _NUMBER.sub("", text[: found.start]).strip() or None, found.iso


def _headline(
    head: Sequence[str], outlet: str | None, day: str | None, listed: AbstractSet[str]
) -> tuple[str | None, Sequence[str]]:
    """The headline, and the lines below it that are text; the line of outlet and day is beside it."""
    named = next((i for i, line in enumerate(head) if line in listed), None)
    if named is not None:
        return head[named], head[named + 1 :]
    place = next((i for i, line in enumerate(head) if outlet and _source(line) == (outlet, day)), None)
    if place is None:
        return (head[0], head[1:]) if head else (None, ())
    above, below = head[:place], head[place + 1 :]
    is_listed = bool(below) and any(line.startswith(below[0]) for line in above)
    if above and not is_listed:
        return above[-1], below
    return (below[0], below[1:]) if below else (None, ())
