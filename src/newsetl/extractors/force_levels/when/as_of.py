"""The date or period that a figure holds for."""

from dataclasses import dataclass
from datetime import date

from newsetl.tables.force_levels import AsOfPrecision

PRECISIONS: dict[str, AsOfPrecision] = {
    "minute": "day",
    "day": "day",
    "week": "range",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "range",
}


@dataclass(frozen=True, slots=True)
class AsOf:
    """First and last day that a figure holds for, how finely that is told, and the words that tell it."""

    start: date | None
    end: date | None
    precision: AsOfPrecision | None
    text: str | None
    distance: int = 0


UNDATED = AsOf(None, None, None, None)
