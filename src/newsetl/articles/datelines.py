"""Credits in a text: its byline, its dateline, and the news agency that the copy is credited to.

extractors/region_mentions/dateline_places.py resolves the places of a dateline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsetl.lexicons import read_words
from newsetl.lexicons.agencies import agency_of, closing_agency
from newsetl.lexicons.months import english_months

HEAD = 1_200  # characters in which byline and dateline are
TAIL = 400  # characters in which closing credits are
MONTHS = rf"(?:{english_months().title()})\.?"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
DAY = rf"(?:,? {WEEKDAY}(?:{MONTHS} \d{{1,2}}|\d{{1,2}} {MONTHS})(?:,? \d{{4}})?)?"
CITY = r"[A-Z](?:[A-Z]|['’\-.][A-Z])+\.?(?: (?:de |al-|el-)?[A-Z](?:[A-Z]|['’\-.][A-Z])*\.?){0,4}"
REGION = r"(?:, [A-Z][\w.'’\-]*(?:[ \-][A-Z][\w.'’\-]*){0,3}){0,2}"
PLAIN_CITY = r"[A-Z][a-zà-ÿ'’\-]+(?: [A-Z][a-zà-ÿ'’\-]+){0,3}"
AGENCY = r"\((?P<agency{n}>[A-Za-z][\w .&/]{{1,30}}?)\)"
DASH = r"\s*(?:—|–|--|_)\s*|\s+-\s+"
DATELINE = re.compile(
    rf"(?:^[^\S\n]*|(?<=[.!?”\"'’] ))(?:"
    rf"(?P<place1>{CITY}{REGION}){DAY}(?:\s*{AGENCY.format(n=1)}(?:{DASH}|:?\s)|{DASH})"
    rf"|(?P<place2>{PLAIN_CITY}{REGION}){DAY}\s*{AGENCY.format(n=2)}(?:{DASH})"
    rf")(?=\s*\S)",
    re.MULTILINE,
)
AGENCY_FIRST = re.compile(rf"^[^\S\n]*{AGENCY.format(n='')}(?:{DASH})", re.MULTILINE)
BYLINE = re.compile(
    r"^[^\S\n]*(?P<byline>(?:By|BY) (?:the |The |THE )?[A-ZÀ-Þ][^\n]{2,110})[^\S\n]*$", re.MULTILINE
)
SENTENCE = re.compile(r"[a-z]{2}[.!?]$")


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
    dateline, byline = _dateline(head), _byline(head)
    agency = agency_of(dateline[1]) if dateline else None
    if agency is None and (first := AGENCY_FIRST.search(head)):
        agency = agency_of(first["agency"])
    closing = "\n".join((text[-TAIL:], *furniture))
    return Credits(
        byline=byline,
        dateline=dateline[0] if dateline else None,
        wire_agency=agency or (agency_of(byline) if byline else None) or closing_agency(closing),
    )


def _dateline(head: str) -> tuple[str, str] | None:
    """The dateline's places, and what is in brackets behind them."""
    words = read_words("articles/not_datelines")
    for match in DATELINE.finditer(head):
        place = match["place1"] or match["place2"]
        if place not in words and place.split(",")[0].split()[0].strip(".") not in words:
            return place, match["agency1"] or match["agency2"] or ""
    return None


def _byline(head: str) -> str | None:
    """The first line such as "By Ann Lee"; a line that ends like a sentence is none."""
    lines = (match["byline"].strip() for match in BYLINE.finditer(head))
    return next((line for line in lines if _is_byline(line)), None)


def _is_byline(line: str) -> bool:
    if SENTENCE.search(line) or len(line.split()) > 16:
        return False
    return not re.match(r"by the\b", line, re.IGNORECASE) or agency_of(line) is not None
