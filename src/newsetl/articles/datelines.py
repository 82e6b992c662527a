"""What a text tells of its making: byline, dateline, the agency that the copy is credited to."""

import re
from dataclasses import dataclass
from functools import lru_cache

from newsetl.lexicons import read_table

HEAD = 1_500  # characters in which byline and dateline stand


@dataclass(frozen=True, slots=True)
class Credits:
    """Byline and dateline as printed; the agency under its usual name."""

    byline: str | None = None
    dateline: str | None = None
    wire_agency: str | None = None


PLACE = r"[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,4}"
DATELINE = re.compile(
    rf"^[^\S\n]*(?P<dateline>{PLACE}(?:, [A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){{0,3}}){{0,2}})"
    r"(?:,? (?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d{1,2}(?:, \d{4})?)?"
    r"\s*(?:\((?P<agency>[A-Za-z .]{2,30})\))?\s*(?:—|–|--|-|:)\s",
    re.MULTILINE,
)
BYLINE = re.compile(r"^[^\S\n]*(?P<byline>By [A-Z][^\n]{3,120})$", re.MULTILINE)


def find_credits(text: str) -> Credits:
    """Credits that the text itself carries."""
    head = text[:HEAD]
    dateline, byline = DATELINE.search(head), BYLINE.search(head)
    agency = agency_of(dateline["agency"] or "") if dateline else None
    return Credits(
        byline=byline["byline"].strip() if byline else None,
        dateline=dateline["dateline"] if dateline else None,
        wire_agency=agency or (agency_of(byline["byline"]) if byline else None),
    )


def agency_of(credit: str) -> str | None:
    """Usual name of the agency that a credit names; None where it names none."""
    for agency, pattern in _agencies():
        if pattern.search(credit):
            return agency
    return None


@lru_cache(maxsize=1)
def _agencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_table("articles/agencies")
    return tuple((row["agency"], re.compile(rf"(?<![\w-])(?:{row['pattern']})(?![\w-])")) for row in rows)
