"""EBSCOhost's lines of outlet and day: "New York Times. 3/5/2024, Vol. 173 Issue 1, pA1-A9. 2p."."""

import re
from datetime import date
from typing import NamedTuple

from newsetl.inputs.written_dates import find_date

_DAY = r"\d{1,2}/\d{1,2}/\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}"
_SOURCE = re.compile(
    rf"(?P<outlet>.{{2,120}}?)\.?\s*[,.;]\s+(?:\d{{7}}[\dX],\s+)?(?P<date>{_DAY}|[A-Z][a-z]{{2}}\d{{4}}|\d{{4}})"
)
# "Ferry turns back. By: Quill, Mara, Time, 0040781X, 9/18/2006, Vol. 168": older records have one line for all
_CITED = re.compile(
    r"(?P<title>.+?)\.?\s+(?:By: (?P<byline>[^.]+?)[.,]\s+)?"
    r"(?P<source>[^,.]{2,80}[.,]\s+(?:\d{7}[\dX],\s+)?\d{1,2}/\d{1,2}/\d{2,4}(?:\D.*)?)"
)


class PrintedSource(NamedTuple):
    """An outlet, and the day as ISO 8601, as far as they are told."""

    outlet: str | None
    iso: str | None


def split_citation(line: str) -> dict[str, str]:
    """Title, byline and source of a line that holds all of them; {} for any other."""
    match = _CITED.fullmatch(line)
    return {name: value for name, value in match.groupdict().items() if value} if match else {}


def read_source(line: str) -> PrintedSource:
    """Outlet and date of a source line; dates in digits are American: month before day."""
    match = _SOURCE.match(line)
    if match is None:
        return PrintedSource(None, None)
    outlet, printed = match["outlet"], match["date"]
    parts = printed.split("/")
    if len(parts) != 3:
        found = find_date(printed)
        return PrintedSource(outlet, found.iso if found else printed if printed.isdigit() else None)
    year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
    try:
        return PrintedSource(outlet, date(year, int(parts[0]), int(parts[1])).isoformat())
    except ValueError:
        return PrintedSource(outlet, None)
