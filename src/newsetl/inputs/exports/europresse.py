"""Europresse: pages with an article element for each document, as the converter tm.plugin.europresse reads them.

As text or in an office document: outlet, "News, mardi 5 mars 2024, p. 3", headline, byline, text, rights, and the
document's number, "news·20240305·LCC·001", which closes it and tells its day.
"""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from newsetl.inputs.blocks import page_blocks, squeeze
from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.exports.labels import labels_of
from newsetl.inputs.exports.unlabelled_bylines import is_signature
from newsetl.inputs.written_dates import find_date

_TEXT, _OUTLET = "docOcurrContainer", "DocPublicationName"
SYSTEM = "europresse"
_NUMBER = ", no. "  # "Le Courrier de Calden, no. 24187"
_CLOSING = re.compile(r"(?:news|web)·(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)·\w+·\S+")
_BEHIND_NAME = re.compile(r"\s*(?:, no\. .*|\((?:réf\. )?(?:site web|tweet)[^()]*\)[^()]*)$", re.IGNORECASE)
_NAME = r"(?:(?:de|du|des|la|le|van|von|d['’])\s?)*[^\W\d_a-z][\w.'’-]+"
_NAMES = re.compile(rf"{_NAME}(?:(?:\s|, | et | ; ){_NAME}){{1,5}}")
_MAX_HEAD_LINE = 160  # characters


def article_nodes(tree: HtmlElement) -> list[HtmlElement]:
    """Elements of a page that hold a document each; empty where it is not a download of Europresse."""
    return [node for node in tree.iter("article") if _first(node, _TEXT) is not None and _said(node, _OUTLET)]


def read_node(node: HtmlElement) -> ExportedArticle:
    """The article in an element of a page."""
    header, body = _said(node, "DocHeader") or "", _first(node, _TEXT)
    number = _said(node, "publiC-lblNodoc")
    found = find_date(header)
    section = (header[: found.start] if found else header).strip(" ,;")
    return ExportedArticle(
        paragraphs=tuple(page_blocks(body)) if body is not None else (),
        title=_said(node, "titreArticle") or _said(node, "articletitle"),
        outlet=_BEHIND_NAME.sub("", _said(node, _OUTLET) or "") or None,
        published_at=found.iso if found else _day_of(number or ""),
        byline=_said(node, "sm-margin-bottomNews"),
        section=section or None,
        id=number,
    )


def is_numbered(lines: Sequence[str]) -> bool:
    """True for a text whose documents all have a number below them and a line of outlet and day above."""
    parts = list(_parts(lines))
    return bool(parts) and all(_dated_line(part) is not None for part in parts)


def read_numbered(lines: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of such a text, in order."""
    for part in _parts(lines):
        dated = _dated_line(part) or 0
        outlet = _BEHIND_NAME.sub("", part[dated - 1])
        found = find_date(part[dated])
        section = part[dated][: found.start].strip(" ,;•") if found else ""
        title, rest = part[dated + 1], part[dated + 2 : -1]
        byline = rest[0] if len(rest) > 1 and _is_byline(rest[0]) else None
        yield ExportedArticle(
            paragraphs=tuple(_without_frame(rest[byline is not None :])),
            title=title,
            outlet=outlet or None,
            published_at=_day_of(part[-1]),
            byline=byline,
            section=section or None,
            id=part[-1],
        )


def _parts(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """The lines of each document, its number the last."""
    start = 0
    for place, line in enumerate(lines):
        if _CLOSING.fullmatch(line):
            yield [part for part in lines[start : place + 1] if part.strip()]
            start = place + 1


def _dated_line(part: Sequence[str]) -> int | None:
    """The place of the line with the document's day, below its outlet and above its headline and text."""
    day = _day_of(part[-1])
    near = range(1, len(part) - 3)
    dates = ((i, find_date(part[i])) for i in near if len(part[i]) <= _MAX_HEAD_LINE)
    return next((i for i, found in dates if found is not None and found.iso[:10] == day), None)


def _day_of(number: str) -> str | None:
    """The day that a document's number tells."""
    match = _CLOSING.fullmatch(number)
    return f"{match['y']}-{match['m']}-{match['d']}" if match else None


def _is_byline(line: str) -> bool:
    """True for names alone: French headings have no other words in capitals."""
    return is_signature(line, has_headline=True) or _NAMES.fullmatch(line) is not None


def _without_frame(lines: Sequence[str]) -> Sequence[str]:
    """A text without the lines on rights below it."""
    end = len(lines)
    while end and lines[end - 1].startswith(tuple(labels_of(SYSTEM, "frame"))):
        end -= 1
    return lines[:end]


def _first(node: HtmlElement, name: str) -> HtmlElement | None:
    return next((e for e in node.iter() if name in (e.get("class") or "").replace("rdp__", "")), None)


def _said(node: HtmlElement, name: str) -> str | None:
    element = _first(node, name)
    return squeeze(element.text_content()) or None if element is not None else None
