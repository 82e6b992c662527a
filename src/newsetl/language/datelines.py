"""Credits printed at an article's head: datelines, "ERBIL, Kurdistan Region (AP) — The army said", and bylines.

The one grammar of them: sentences begin behind a dateline, articles/datelines.py reads agency and byline, and the
extractors of places and forces where the reporter is.
"""

import re
from collections.abc import Iterator

from newsetl.core.spans import Span
from newsetl.lexicons import read_words
from newsetl.lexicons.agencies import agency_of
from newsetl.lexicons.months import english_months

_MONTH = rf"(?:{english_months().title()})\b\.?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_SMALL = r"(?:(?:al|el|as|ash|ar|at|an)-|(?:de|del|of) )?"  # parts of a name: "Hammam al-Alil"
_LETTERS = r"(?:[A-ZÀ-Þ]|['’.-][A-ZÀ-Þ])"
_CITY = rf"[A-ZÀ-Þ]{_LETTERS}+\.?(?:[ /-]{_SMALL}[A-ZÀ-Þ]{_LETTERS}*\.?){{0,4}}"
_PLAIN = r"[A-ZÀ-Þ][\w'’.-]+"
_PLAIN_CITY = rf"{_PLAIN}(?:[ /-]{_SMALL}[A-ZÀ-Þ][\w'’.-]*){{0,3}}"
_REGION = rf"(?:,\s(?!{_MONTH})[A-Z][\w.’'-]*(?:[\s-](?!{_MONTH})[A-Z][\w.’'-]*){{0,3}}){{0,2}}"
_DAY = rf"(?:,?\s{_WEEKDAY}(?:{_MONTH}\s?\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?)?"
_AGENCY = r"\s?\((?P<{name}>[^()\n]{{2,40}})\)"
_DASH = r"(?:\s?(?:-{2,3}|[–—_])|\s-(?=\s))\s*(?=\S)"
_COLON = r":\s+(?=\S)"
# Towns in capitals, or, where an agency signs, in any letters; behind an agency's bracket a colon will do, and behind
# the bracket of a known one, or a day's, a space
DATELINE = re.compile(
    rf"\s*(?:(?P<capitals>{_CITY}{_REGION}){_DAY}"
    rf"(?:{_AGENCY.format(name='agency')}(?:{_DASH}|{_COLON}|(?P<bare>\s+(?=\S)))|{_DASH})"
    rf"|(?P<signed>{_PLAIN_CITY}{_REGION}){_DAY}{_AGENCY.format(name='signer')}(?:{_DASH}|(?P<colon>{_COLON})))"
)
DAY_ALONE = re.compile(rf"{_MONTH}\s?\d{{1,2}}(?:,?\s\d{{4}})?")
SIGNER = re.compile(r"[A-Za-zÀ-ž][\w .&/]{1,30}")  # not the party in "Sen. Ada Lind (D-Del.)"
LONGEST = 120  # characters looked at
# Where one may stand: at a line's head, or behind a headline that ends like a sentence
STARTS = re.compile(r"^[^\S\n]*(?=[A-ZÀ-Þ])|(?<=[.!?”\"'’] )(?=[A-ZÀ-Þ])", re.MULTILINE)
BYLINE = re.compile(
    r"^[^\S\n]*(?P<byline>(?:By|BY) (?:the |The |THE )?[A-ZÀ-Þ][^\n]{2,110}"
    r"|(?:From|FROM) [A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}(?: in|,) [A-ZÀ-Þ][^\n]{2,60})[^\S\n]*$",
    re.MULTILINE,
)
SENTENCE = re.compile(r"[a-z]{2}[.!?]$")
MOST_WORDS = 16  # of a byline


def dateline_at(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The dateline that begins at a code point of the text, with the white space around it; None without one.

    Args:
        end: where the paragraph ends, None for the text's end.
    """
    found = DATELINE.match(text, start, min(len(text) if end is None else end, start + LONGEST))
    if found is None or not found["bare"]:
        return found
    return found if agency_of(found["agency"]) or DAY_ALONE.fullmatch(found["agency"]) else None


def find_dateline(text: str, end: int) -> re.Match[str] | None:
    """The first dateline that begins before `end`, on any line or behind a headline; None if there is none.

    An agency is no town ("AFP -"), and who speaks in an interview is none ("Ada Lind (AL): ").
    """
    words = read_words("articles/not_datelines")
    for start in STARTS.finditer(text, 0, end):
        found = dateline_at(text, start.end())
        if found is None or found["colon"] or (found["signer"] and not SIGNER.fullmatch(found["signer"])):
            continue
        place = places_of(found)
        if (
            place not in words
            and place.split(",")[0].split()[0].strip(".") not in words
            and not agency_of(place)
        ):
            return found
    return None


def places_of(dateline: re.Match[str]) -> str:
    """The places that a dateline names, as written: "MEXICO CITY", "Erbil, Kurdistan Region"."""
    return str(dateline["capitals"] or dateline["signed"])


def place_span(dateline: re.Match[str]) -> Span:
    """The characters of those places."""
    group = "capitals" if dateline["capitals"] else "signed"
    return Span(dateline.start(group), dateline.end(group))


def find_bylines(text: str, end: int) -> Iterator[Span]:
    """The characters of the lines before `end` such as "By Ann Lee"; a line that ends like a sentence is none."""
    for found in BYLINE.finditer(text, 0, end):
        line = found["byline"].strip()
        if not SENTENCE.search(line) and len(line.split()) <= MOST_WORDS and _names_author(line):
            yield Span(found.start("byline"), found.start("byline") + len(line))


def _names_author(line: str) -> bool:
    return not re.match(r"by the\b", line, re.IGNORECASE) or agency_of(line) is not None
