"""The timeline of force figures as SVG: what is reported as fact, plan, possibility and denial drawn apart."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from newsetl.desk.archive import Record
from newsetl.report.wording import day as in_words
from newsetl.report.wording import number

MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM = 58, 18, 30, 26  # a title is at the top
PANELS = (("Size, target, cap", ("level", "target", "cap"), 284), ("Sent, withdrawn, trained",
          ("increase", "decrease", "trained"), 164))  # fmt: skip
STEPS = (1, 2, 2.5, 5)
WIDE = 50  # times the median: beyond it even steps press all but the largest on the floor


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim: where it is in the drawing, and what it says."""

    x: float
    y: float
    low: float
    high: float
    shape: str
    is_dated: bool
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One strip of the timeline."""

    title: str
    top: float
    height: float
    marks: list[Mark]
    values: list[tuple[float, str]]
    days: list[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The timeline at one width, in pixels."""

    width: int
    height: float
    panels: list[Panel]


def draw(claims: Sequence[Record], width: int) -> Drawing:
    """The claims by the day that they hold for, else (hollow) by that of their publication."""
    days = [_day(claim) for claim in claims]
    first, last = min(days), max(days)
    spare = timedelta(days=max(10, (last - first).days // 40))
    span = (first - spare, last + spare)
    panels, top = [], 0.0
    for title, measures, height in PANELS:
        shown = [claim for claim in claims if claim["measure"] in measures]
        if shown:
            panels.append(_panel(title, top, height, shown, span, width))
            top += height + 10
    return Drawing(width, top, panels)


def _panel(
    title: str, top: float, height: float, claims: Sequence[Record], span: tuple[date, date], width: int
) -> Panel:
    share, values = _scale(claims)
    floor_y, roof_y = top + height - MARGIN_BOTTOM, top + MARGIN_TOP

    def y(value: float) -> float:
        return round(floor_y - (floor_y - roof_y) * share(value), 1)

    def x(when: date) -> float:
        inner = width - MARGIN_LEFT - MARGIN_RIGHT
        return round(MARGIN_LEFT + inner * (when - span[0]).days / max((span[1] - span[0]).days, 1), 1)

    marks = [_mark(claim, x(_day(claim)), y) for claim in claims]
    days = [(x(when), told) for when, told in _ticks(span, width)]
    return Panel(title, top, height, marks, [(y(value), number(value)) for value in values], days)


def _scale(claims: Sequence[Record]) -> tuple[Callable[[float], float], list[float]]:
    """Where a value is between floor (0) and roof (1), and which values have a line.

    Ten to a step where the largest is WIDE times the median, else from zero in even steps.
    """
    ends = sorted(max(end, 1.0) for claim in claims for end in _bounds(claim))
    if ends[-1] > WIDE * ends[len(ends) // 2]:
        first, last = math.floor(math.log10(ends[0])), math.ceil(math.log10(ends[-1]))
        powers = [10.0**n for n in range(first, last + 1)]
        return lambda value: (math.log10(max(value, powers[0])) - first) / (last - first), powers
    step = _step(ends[-1] / 4)
    steps = math.ceil(ends[-1] / step)
    return lambda value: value / (step * steps), [step * n for n in range(steps + 1)]


def _mark(claim: Record, x: float, y: Any) -> Mark:
    low, high = _bounds(claim)
    value = claim["value"] if claim["value"] is not None else (low + high) / 2
    is_dated = claim["as_of"] is not None
    when = f"as of {in_words(claim['as_of'])}" if is_dated else f"published {in_words(_day(claim))}"
    parts = [claim["figure"], claim["actor_name"], claim["place_name"] and f"in {claim['place_name']}"]
    parts += [f"{claim['modality']} {claim['measure']}", when, f"according to {claim['according_to']}"]
    shape = "cap" if claim["measure"] == "cap" and claim["modality"] == "actual" else claim["modality"]
    href = f"/articles/{claim['article_id']}#{claim['force_level_id']}"
    return Mark(x, y(value), y(low), y(high), shape, is_dated, " · ".join(filter(None, parts)), href)


def _bounds(claim: Record) -> tuple[float, float]:
    """Low and high; an open end is drawn as the end that is known."""
    low = claim["low"] if claim["low"] is not None else claim["high"]
    high = claim["high"] if claim["high"] is not None else claim["low"]
    return float(low), float(high)


def _day(claim: Record) -> date:
    day: date = claim["as_of"] or claim["first_published"]
    return day


def _step(rough: float) -> float:
    """The next larger round number: 1, 2, 2.5 or 5 times a power of ten, and whole."""
    power = 10.0 ** math.floor(math.log10(max(rough, 1)))
    return next((power * step for step in STEPS if power * step >= rough), 10 * power)


def _ticks(span: tuple[date, date], width: int) -> list[tuple[date, str]]:
    """First days of years or months, no more than there is room for."""
    most = max(2, width // 90)
    months = (span[1].year - span[0].year) * 12 + span[1].month - span[0].month
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if months / n <= most), 240)
    start = span[0].year * 12
    firsts = (date(month // 12, month % 12 + 1, 1) for month in range(start, span[1].year * 12 + 12, every))
    pattern = "%Y" if every >= 12 else "%b %Y"
    return [(when, when.strftime(pattern)) for when in firsts if span[0] <= when <= span[1]]
