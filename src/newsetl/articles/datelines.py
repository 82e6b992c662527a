"""Credits in a text: its byline, its dateline, and the news agency that the copy is credited to.

language/datelines.py has the grammar of the first two, and
extractors/region_mentions/dateline_places.py resolves the places of a dateline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsetl.language.datelines import find_bylines, find_dateline, places_of
from newsetl.lexicons.agencies import agency_of, closing_agency

HEAD = 1_200  # characters in which byline and dateline are
TAIL = 400  # characters in which closing credits are
AGENCY_FIRST = re.compile(
    r"^[^\S\n]*\((?P<agency>[A-Za-z][\w .&/]{1,30}?)\)(?:\s*(?:—|–|--|_)\s*|\s+-\s+)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Credits:
    """Byline and dateline as printed; the agency under its usual name."""

    byline: str | None = None
    dateline: str | None = None
    wire_agency: str | None = None


def find_credits(text: str, furniture: Sequence[str] = ()) -> Credits:
    """The credits of a text.

    Args:
        text: the article's body.
        furniture: lines from around the body on the page, which may credit an agency.
    """
    head = text[:HEAD]
    dateline = find_dateline(head, len(head))
    byline = next((head[line.start : line.end] for line in find_bylines(head, len(head))), None)
    signer = (dateline["agency"] or dateline["signer"]) if dateline else None
    agency = agency_of(signer) if signer else None
    if agency is None and (first := AGENCY_FIRST.search(head)):
        agency = agency_of(first["agency"])
    closing = "\n".join((text[-TAIL:], *furniture))
    return Credits(
        byline=byline,
        dateline=places_of(dateline) if dateline else None,
        wire_agency=agency or (agency_of(byline) if byline else None) or closing_agency(closing),
    )
