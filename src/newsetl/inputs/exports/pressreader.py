"""PressReader: headline, paper, day and text as printed, then "Article Name:", "Publication:", "Author:", pages."""

from collections.abc import Iterator, Sequence

from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.exports.labels import read_label
from newsetl.inputs.written_dates import date_line

SYSTEM = "pressreader"
_HEAD = 8  # lines above a text that repeat its facts


def is_pressreader(lines: Sequence[str]) -> bool:
    """True for a text whose articles have their facts below them."""
    kinds = [found.kind for line in lines for found in [read_label(line, SYSTEM)] if found]
    return "title" in kinds and kinds.count("outlet") == kinds.count("title") == kinds.count("page")


def read_pressreader(lines: Sequence[str]) -> Iterator[ExportedArticle]:
    """Articles in order; the last label of each is that of its last page."""
    held: list[str] = []
    facts: dict[str, str] = {}
    for line in lines:
        found = read_label(line, SYSTEM)
        if facts and found is None:
            yield _article(held, facts)
            held, facts = [], {}
        if found is not None and (facts or found.kind == "title"):
            facts.setdefault(found.kind, found.value)
        else:
            held.append(line)
    if facts:
        yield _article(held, facts)


def _article(lines: Sequence[str], facts: dict[str, str]) -> ExportedArticle:
    days = [(number, day) for number, line in enumerate(lines[:_HEAD]) if (day := date_line(line, 40))]
    known = {value.casefold() for value in facts.values()}
    dated = days[0][0] if days else None
    body = [
        line
        for number, line in enumerate(lines)
        if number >= _HEAD or not (number == dated or line.casefold() in known)
    ]
    return ExportedArticle(
        paragraphs=tuple(body),
        title=facts.get("title"),
        outlet=facts.get("outlet"),
        published_at=days[0][1] if days else None,
        byline=facts.get("byline"),
        section=facts.get("section"),
    )
