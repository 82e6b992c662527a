"""Timestamps as the web writes them -> aware UTC datetimes with their precision."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from newsetl.articles.found import FoundDate
from newsetl.lexicons import read_table
from newsetl.lexicons.months import EAST_ASIAN_DATE, english_months, month_names, month_number
from newsetl.tables.articles import PublishedPrecision, PublishedSource

EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)  # no news archive reaches further back
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
GRACE = timedelta(days=1)  # an outlet east of the run's clock is a day ahead at most
MONTHS = english_months()
YEAR = re.compile(r"(?:1[89]|20)\d\d")
ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d?)(?:-(?P<d>\d\d?)(?:[T ]+(?P<H>\d\d?):(?P<M>\d\d)(?::(?P<S>\d\d)"
    r"(?:[.,]\d+)?)?\s*(?P<z>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?",
    re.IGNORECASE,
)
ISO_IN_TEXT = re.compile(r"\b(?P<y>(?:1[89]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")
COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)?)?Z?")
SLASHED_YMD = re.compile(r"(?P<y>(?:19|20)\d\d)[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)")
SLASHED = re.compile(r"\b(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d)\b")
DAY_MONTH = rf"(?P<d>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?[ -]+(?P<mon>{MONTHS})\.?,?[ -]+(?P<y>\d{{4}})"
MONTH_DAY = rf"(?P<mon>{MONTHS})\.?[ -]+(?P<d>\d\d?)(?:st|nd|rd|th)?,?[ -]+(?P<y>\d{{4}})"
NAMED = (re.compile(rf"\b{DAY_MONTH}\b", re.IGNORECASE), re.compile(rf"\b{MONTH_DAY}\b", re.IGNORECASE))
CLOCK = re.compile(
    r"(?<![\d:])(?P<H>\d\d?)[:.h](?P<M>\d\d)(?::(?P<S>\d\d))?\s*(?P<ap>[ap]\.?m\b\.?)?\s*\(?(?P<z>[A-Z]{2,5}\b|[+-]\d\d:?\d\d)?"
    r"|(?<![\d:])(?P<H2>\d\d?)\s*(?P<ap2>[ap]\.?m\b\.?)\s*\(?(?P<z2>[A-Z]{2,5}\b)?",
    re.IGNORECASE,
)

AFTERNOON = ("午後", "下午", "晚上", "오후")
EAST_ASIAN_CLOCK = re.compile(
    r"(?:(?P<half>午前|午後|上午|下午|早上|晚上|오전|오후)\s*|(?<!\d)(?=\d\d?\s*[時时点點시]))"
    r"(?P<hour>\d\d?)\s*(?:[時时点點시]\s*|:)(?P<minute>\d\d)(?:\s*[分분])?"
)
# Arabic, Persian, Devanagari and Bengali digits
DIGITS = {first + digit: str(digit) for first in (0x660, 0x6F0, 0x966, 0x9E6) for digit in range(10)}


def parse_time(value: Any, source: PublishedSource, is_day_first: bool = False) -> FoundDate | None:
    """The moment of a metadata value; None where it has no day, month or year.

    Takes datetimes, dates, ISO 8601, RFC 822, epochs and written dates. A time without a zone is read as UTC.
    `is_day_first` reads 02/10/2020 as the second of October; 02.10.2020 always is.
    """
    if isinstance(value, datetime):
        return _moment(value, "second", source)
    if isinstance(value, date):
        return FoundDate(datetime(value.year, value.month, value.day, tzinfo=UTC), "day", source)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _epoch(float(value), source)
    return _parse_text(" ".join(str(value).split())[:200], source, is_day_first)


def is_plausible(found: FoundDate, received_at: datetime | None) -> bool:
    """False for what lies in the future of the run or before newspapers, and for the day on which epochs begin.

    A machine that knows no date writes 0001-01-01 or 1970-01-01.
    """
    if found.at < EARLIEST or NO_DATE <= found.at < NO_DATE + timedelta(days=1):
        return False
    return received_at is None or found.at <= received_at + GRACE


def _moment(value: datetime, precision: PublishedPrecision, source: PublishedSource) -> FoundDate:
    """The moment in UTC; without a zone it is taken as it is and has no offset."""
    offset = value.utcoffset()
    if offset is None:
        return FoundDate(value.replace(tzinfo=UTC), precision, source)
    return FoundDate(value.astimezone(UTC), precision, source, int(offset.total_seconds() // 60))


def _epoch(seconds: float, source: PublishedSource) -> FoundDate | None:
    if 1e8 < seconds / 1000 < 1e11:
        seconds /= 1000
    if not 1e8 < seconds < 1e11:  # years and other small numbers are not epochs
        return None
    return FoundDate(datetime.fromtimestamp(int(seconds), UTC), "second", source)


def _parse_text(text: str, source: PublishedSource, is_day_first: bool) -> FoundDate | None:
    text = text if text.isascii() else text.translate(DIGITS)
    for pattern in (ISO, COMPACT, SLASHED_YMD):
        if match := pattern.fullmatch(text):
            return _build(match.groupdict(), source)
    if re.fullmatch(r"\d{9,13}", text):
        return _epoch(float(text), source)
    if re.fullmatch(r"(?:1[89]|20)\d\d", text):
        return FoundDate(datetime(int(text), 1, 1, tzinfo=UTC), "year", source)
    return _rfc822(text, source) or parse_written(text, source, is_day_first)


def _rfc822(text: str, source: PublishedSource) -> FoundDate | None:
    if not re.match(r"[A-Z][a-z]{2}, \d|\d\d? [A-Z][a-z]{2} \d{4} \d", text):
        return None
    parsed = parsedate_tz(text)
    try:
        naive = datetime(*parsed[:6]) if parsed else None  # noqa: DTZ001 - its zone is settled below
    except ValueError:
        return None
    if naive is None:
        return None
    name = text.rsplit(None, 1)[-1].strip("()")
    zone = _zone(name, naive)
    if zone is None and parsed and parsed[9] is not None and abs(parsed[9]) < 24 * 3600:
        zone = timezone(timedelta(seconds=parsed[9]))
    return _named(_moment(naive.replace(tzinfo=zone), "second", source), name)


def _named(found: FoundDate, zone: str | None) -> FoundDate:
    """With the name of its zone where several zones have it."""
    name = (zone or "").upper()
    is_shared = any(row["name"] == name for row in read_table("articles/shared_zone_names"))
    return replace(found, zone=name) if is_shared else found


def parse_written(text: str, source: PublishedSource, is_day_first: bool = False) -> FoundDate | None:
    """First full date written in a text, with the time of day and zone that are beside it."""
    for pattern in (*NAMED, ISO_IN_TEXT, SLASHED_YMD, SLASHED):
        if match := pattern.search(text):
            parts = match.groupdict()
            parts.update(_clock(text, match))
            return _build(parts, source, is_day_first)
    return _written_elsewhere(text, source)


def _written_elsewhere(text: str, source: PublishedSource) -> FoundDate | None:
    """ "5. März 2024, 14:10 Uhr", "5 de marzo de 2024", "2024年3月5日": a date in another language than English."""
    if not YEAR.search(text):
        return None
    text = EAST_ASIAN_CLOCK.sub(_with_colon, text)
    match = next((match for pattern in _foreign_dates() if (match := pattern.search(text))), None)
    return _build({**match.groupdict(), **_clock(text, match)}, source) if match else None


def _with_colon(clock: re.Match[str]) -> str:
    """ "午後2時10分" -> " 2:10 pm"."""
    half = f" {'pm' if clock['half'] in AFTERNOON else 'am'}" if clock["half"] else ""
    return f" {clock['hour']}:{clock['minute']}{half}"


@cache
def _foreign_dates() -> tuple[re.Pattern[str], ...]:
    """Day, month and year; year, month and day; the signs of East Asia."""
    month = rf"(?P<mon>{month_names()})(?:/\w+)?"
    between = r"\s+(?:de\s+|del\s+|năm\s+)?"
    year = r"(?P<y>(?:1[89]|20)\d\d)(?!\d)"
    sources = (
        rf"(?<![\d.,/])(?P<d>\d\d?)(?:(?P<dot>\.)|er|º)?{between}{month}\.?,?{between}{year}",
        rf"(?<!\d){year}\.?\s+(?:gada\s+|m\.\s+)?{month}\s+(?P<d>\d\d?)(?!\d)",
        rf"(?<!\d){year}\.?\s+(?:gada\s+)?(?P<d>\d\d?)(?P<dot>\.)\s+{month}(?!\w)",
        EAST_ASIAN_DATE,
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def _clock(text: str, found: re.Match[str]) -> dict[str, str | None]:
    clock = CLOCK.search(text, found.end()) or CLOCK.search(text[: found.start()])
    if clock is None:
        return {}
    g = clock.groupdict()
    return {
        "H": g["H"] or g["H2"],
        "M": g["M"],
        "S": g["S"],
        "ap": g["ap"] or g["ap2"],
        "z": g["z"] or g["z2"],
    }


def _build(
    parts: dict[str, str | None], source: PublishedSource, is_day_first: bool = False
) -> FoundDate | None:
    year, month, day = int(parts["y"] or 0), _month(parts), parts.get("d")
    if parts.get("a"):
        is_day_first = is_day_first or parts.get("sep") == "."
        month, day = _slashed(int(parts["a"] or 0), int(parts["b"] or 0), is_day_first)
    try:
        if day is None:
            return FoundDate(datetime(year, month or 1, 1, tzinfo=UTC), "month" if month else "year", source)
        hour = _hour(parts)
        if hour is None:
            return FoundDate(datetime(year, month or 1, int(day), tzinfo=UTC), "day", source)
        if _is_midnight(parts):
            return FoundDate(datetime(year, month or 1, int(day), tzinfo=UTC), "day", source)
        precision: PublishedPrecision = "second" if parts.get("S") else "minute"
        clock = (hour, int(parts.get("M") or 0), int(parts.get("S") or 0))
        naive = datetime(year, month or 1, int(day), *clock)  # noqa: DTZ001 - its zone may be unknown
        moment = _moment(naive.replace(tzinfo=_zone(parts.get("z"), naive)), precision, source)
        return _named(moment, parts.get("z"))
    except (ValueError, OverflowError):
        return None


def _is_midnight(parts: dict[str, str | None]) -> bool:
    """True for 00:00:00 in whatever zone: a date that a machine has padded."""
    return not any(int(parts.get(part) or 0) for part in "HMS") and not parts.get("ap")


def _month(parts: dict[str, str | None]) -> int | None:
    if name := parts.get("mon"):
        return month_number(name, has_dot=bool(parts.get("dot")))
    number = parts.get("m")
    return int(number) if number else None


def _slashed(first: int, second: int, is_day_first: bool) -> tuple[int, str | None]:
    """American order unless given otherwise or impossible."""
    if first > 12 or (is_day_first and second <= 12):
        return second, str(first)
    return first, str(second)


def _hour(parts: dict[str, str | None]) -> int | None:
    if parts.get("H") is None:
        return None
    hour, half = int(parts["H"] or 0), (parts.get("ap") or "").lower()[:1]
    return hour % 12 + (12 if half == "p" else 0) if half else hour


def _zone(name: str | None, at: datetime) -> tzinfo | None:
    """The zone that "+02:00", "EST" or "ET" means at that time; None for no zone and for an unknown name."""
    if not name:
        return None
    if match := re.fullmatch(r"([+-])(\d\d):?(\d\d)?", name):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-offset if match[1] == "-" else offset)
    row = next((row for row in read_table("articles/time_zones") if row["name"] == name.upper()), None)
    if row is None:
        return None
    summer = ZoneInfo(row["zone"]).utcoffset(at) if row["zone"] else None
    return timezone(summer or timedelta(minutes=int(row["minutes"])))
