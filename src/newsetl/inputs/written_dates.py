"""Dates as people and programs write them in any of a dozen languages -> ISO 8601, or nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from newsetl import lexicons
from newsetl.lexicons.months import EAST_ASIAN_DATE, month_names, month_number

_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|ª|-го)?"
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*(?:Uhr\s*)?\(?(?P<zone>(?:GMT|UTC)[+-]\d{1,2}\b|[A-Z]{2,5}\b|[+-]\d\d:?\d\d))?",
    re.IGNORECASE,
)
_CLOCK_REACH = 30  # characters behind a date that may hold its time of day


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text.

    Args:
        iso: "2024-03-05", "2024-03-05 11:21 GMT" or, where no day is given, "2024-03" or "2024".
        start, end: its place in the text, weekday before it included.
    """

    iso: str
    start: int
    end: int


def find_date(text: str) -> WrittenDate | None:
    """The first date that names its month, or is in a form that leaves no doubt; None where there is none."""
    text = text.replace("\xa0", " ").replace("\u202f", " ")
    found = [match for pattern in _patterns() for match in [pattern.search(text)] if match]
    for match in sorted(found, key=lambda match: (match.start("y"), -match.end())):
        iso = _iso(match.groupdict())
        if iso is not None:
            clock = _clock(text[match.end() : match.end() + _CLOCK_REACH]) if len(iso) == 10 else ""
            return WrittenDate(iso + clock, match.start(), match.end())
    return None


def date_line(text: str, max_length: int = 160) -> str | None:
    """The date that a short line begins with, as ISO 8601: "March 5, 2024 Tuesday, FINAL EDITION" -> "2024-03-05"."""
    if len(text) > max_length:
        return None
    found = find_date(text)
    return found.iso if found is not None and not text[: found.start].strip(" ,.") else None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    days = "|".join(sorted(map(re.escape, lexicons.read_words("weekdays")), key=len, reverse=True))
    weekday = rf"(?:(?<![^\W_])(?:{days})\.?,?\s+)?"
    month = rf"(?P<month>{month_names()})\.?(?![^\W\d_])"
    sources = (
        EAST_ASIAN_DATE,
        rf"{weekday}(?<![\d/.-])(?P<d>\d{{1,2}})(?P<dot>\.)?{_ORDINAL}[\s-]*(?:de\s+|of\s+)?{month},?[\s-]*(?:de\s+)?(?P<y>\d{{4}})(?!\d)",
        rf"{weekday}(?<![^\W_]){month}\s*(?P<d>\d{{1,2}}){_ORDINAL},?\s+(?P<y>\d{{4}})(?!\d)",
        r"(?<![\d/.-])(?P<y>(?:1[89]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        r"(?<![\d/.-])(?P<y>(?:1[89]|20)\d\d)[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)",
        rf"{weekday}(?<![\d/.-])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>(?:1[89]|20)\d\d)(?!\d)",
        rf"(?<![^\W_]){month},?\s+(?:de\s+)?(?P<y>(?:1[89]|20)\d\d)(?!\d)",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def _iso(parts: Mapping[str, str | None]) -> str | None:
    year = int(parts["y"] or 0)
    name, number = parts.get("month"), parts.get("m")
    month = month_number(name, has_dot=bool(parts.get("dot"))) if name else int(number or 0)
    day = parts.get("d")
    try:
        moment = date(year, month or 0, int(day) if day else 1)
    except ValueError:
        return None
    return moment.isoformat() if day else moment.isoformat()[:7]


def _clock(text: str) -> str:
    match = _CLOCK.search(text)
    if match is None:
        return ""
    hour, minute, half = int(match["hour"]), int(match["minute"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return ""
    zone = match["zone"] if match["zone"] and match["zone"].lower() not in ("am", "pm") else None
    return f" {hour:02}:{minute:02}" + (f" {_zone(zone)}" if zone else "")


def _zone(name: str) -> str:
    """ "GMT+1", as Nexis prints it -> "+01:00"; other names as they are."""
    match = re.fullmatch(r"(?:GMT|UTC)([+-])(\d{1,2})", name, re.IGNORECASE)
    return f"{match[1]}{int(match[2]):02}:00" if match else name
