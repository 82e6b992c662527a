"""NewsBank's newer pages as text: headline, "March 5, 2024 | Calden Courier (Calden) | Mara Quill | News | 62 Words".

Below are "OpenURL Link", the text, and how to cite it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.exports.labels import is_alone, read_label
from newsetl.inputs.exports.newsbank import SYSTEM, without_place
from newsetl.inputs.written_dates import date_line

_BETWEEN = re.compile(r"\s+\|\s+")
_COUNT = re.compile(r"[\d,.]+ [Ww]ords?")
_CITED = re.compile(r"CITATION\b|Citation\s?\(")
_RIGHTS = re.compile(r"(?:Copyright|\(c\)|©)[\s,]", re.IGNORECASE)


def is_page_text(lines: Sequence[str]) -> bool:
    """True where each line of facts has one of the frame's lines below it."""
    places = _places(lines)
    parts = (lines[start:end] for start, end in pairwise([*places, len(lines)]))
    return bool(places) and all(any(is_alone(line, SYSTEM, "frame") for line in part) for part in parts)


def read_page_text(lines: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles of such a text, in order."""
    places = _places(lines)
    for place, following in pairwise([*places, len(lines) + 1]):
        day, outlet, *others = _BETWEEN.split(lines[place])
        others = [fact for fact in others if not _COUNT.fullmatch(fact)]
        yield ExportedArticle(
            paragraphs=tuple(_body(lines[place + 1 : following - 1])),
            title=lines[place - 1],
            outlet=without_place(outlet),
            published_at=date_line(day),
            byline=others[0] if len(others) > 1 else None,
            section=others[-1] if others else None,
        )


def _places(lines: Sequence[str]) -> list[int]:
    """Where the lines of facts are, each below a headline."""
    parts = [_BETWEEN.split(line) for line in lines]
    return [i for i, part in enumerate(parts) if i and len(part) > 2 and date_line(part[0], 40) and part[1]]


def _body(lines: Sequence[str]) -> Iterator[str]:
    """The text without labels above it, and without the citation and the rights below."""
    for line in lines:
        if _CITED.match(line):
            return
        if not (is_alone(line, SYSTEM, "frame") or read_label(line, SYSTEM) or _RIGHTS.match(line)):
            yield line
