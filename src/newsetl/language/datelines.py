"""Where a dateline ends and the first sentence begins: "ERBIL, Kurdistan Region (AP) — The army said".

What a dateline says of an article (agency, town) is read by articles/datelines.py from the article's head.
"""

import re

_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ'’.-]*){0,3}"
_REGION = r"(?:,\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}){0,2}"
_DAY = r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?)?"
_AGENCY = r"\s?\([^()\n]{2,40}\)"
_DASH = r"\s?(?:--|[-–—])\s+(?=\S)"
# Towns in capitals, or, where an agency signs, in any letters; behind an agency's bracket a colon will do
DATELINE = re.compile(
    rf"\s*(?:(?P<capitals>{_CITY}{_REGION}){_DAY}(?:{_AGENCY}(?:{_DASH}|:\s+(?=\S))|{_DASH})"
    rf"|(?P<signed>[A-Z][\w'’.-]+(?:[ /-][A-Z][\w'’.-]*){{0,3}}{_REGION}){_DAY}{_AGENCY}(?:{_DASH}|:\s+(?=\S)))"
)
LONGEST = 120  # characters looked at


def dateline_at(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The dateline that begins at a code point of the text, with the white space around it; None without one.

    Args:
        end: where the paragraph ends, None for the text's end.
    """
    return DATELINE.match(text, start, min(len(text) if end is None else end, start + LONGEST))


def places_of(dateline: re.Match[str]) -> str:
    """The places that a dateline names, as written: "MEXICO CITY", "Erbil, Kurdistan Region"."""
    return str(dateline["capitals"] or dateline["signed"])
