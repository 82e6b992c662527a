"""BBC Monitoring: reports of other media, each closed by "Source: Calden TV, Amsel, in Caldish 1800 gmt 5 Mar 24".

The headline is the first line, and a line "BBC Mon EU1 EuroPol sd/mj" on who monitored ends the report.
"""

import re
from collections.abc import Iterator, Sequence

from newsetl.inputs.exports.article import ExportedArticle
from newsetl.inputs.exports.labels import read_label
from newsetl.inputs.written_dates import find_date

SYSTEM = "bbc"
_CLOSING = re.compile(r"BBC Mon(?:itoring)?(?:\s+[A-Z][\w&]*){1,5}(?:\s+[a-z]{1,4}(?:/[a-z]{1,4})*)?")
_RIGHTS = re.compile(r"(?:©|\(c\)|Copyright)\W", re.IGNORECASE)
_OUTLET = re.compile(r"(?P<outlet>[^,]{2,80}?)(?:,| in [A-Z]| \d)")
_DAY = re.compile(r"\b(?P<day>\d{1,2} [A-Z][a-z]{2,8}\.?) (?P<century>(?:19|20)?)(?P<year>\d\d)\b")
_TOLD = re.compile(
    r"(?:Text|Excerpts?|Summary) of "
)  # the line on the report, where the headline is elsewhere


def is_monitored(lines: Sequence[str]) -> bool:
    """True for a text of such reports: each has its source right above the line that ends it."""
    places = [number for number, line in enumerate(lines) if _CLOSING.fullmatch(line)]
    return bool(places) and all(number > 1 and _source(lines[number - 1]) for number in places)


def read_monitored(lines: Sequence[str]) -> Iterator[ExportedArticle]:
    """The reports, in order; outlet and day are those of the source that was monitored."""
    held: list[str] = []
    for line in lines:
        if _CLOSING.fullmatch(line) and held:
            yield _article(held)
            held = []
        elif held or not _RIGHTS.match(line):
            held.append(line)


def _article(lines: Sequence[str]) -> ExportedArticle:
    has_title = _TOLD.match(lines[0]) is None
    source = _source(lines[-1]) or ""
    outlet, day = _OUTLET.match(source), _DAY.search(source)
    century = day["century"] or "20" if day else ""
    found = find_date(f"{day['day']} {century}{day['year']}") if day else find_date(source)
    return ExportedArticle(
        paragraphs=tuple(lines[has_title:-1]),
        title=lines[0] if has_title else None,
        outlet=outlet["outlet"] if outlet else None,
        published_at=found.iso if found else None,
    )


def _source(line: str) -> str | None:
    found = read_label(line, SYSTEM)
    return found.value if found is not None and found.kind == "source" else None
