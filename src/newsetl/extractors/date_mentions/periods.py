"""Periods of the calendar: from the first to the last day, and how finely they are stated."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from newsetl.tables.date_mentions import DatePrecision

MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from start to end, both included."""

    start: date
    end: date
    precision: DatePrecision | None


def day(when: date) -> Period:
    """The one day."""
    return Period(when, when, "day")


def week(when: date) -> Period:
    """The week from Monday to Sunday that holds the day."""
    monday = when - timedelta(when.weekday())
    return Period(monday, monday + timedelta(6), "week")


def month(year_number: int, month_number: int) -> Period:
    """A calendar month."""
    last = calendar.monthrange(year_number, month_number)[1]
    return Period(date(year_number, month_number, 1), date(year_number, month_number, last), "month")


def months(year_number: int, first_month: int, count: int, precision: DatePrecision | None) -> Period:
    """Successive months; the first may be counted beyond the year's twelve, either way."""
    first = year_number * 12 + first_month - 1
    last = first + count - 1
    return Period(
        month(first // 12, first % 12 + 1).start, month(last // 12, last % 12 + 1).end, precision
    )  # fmt: skip


def quarter(year_number: int, number: int) -> Period:
    """A quarter of the calendar year, from 1; 5 is the first of the next year, 0 the last of the one before."""
    return months(year_number, 3 * number - 2, 3, "quarter")


def half(year_number: int, number: int) -> Period:
    """The first or second half of a year."""
    return months(year_number, 6 * number - 5, 6, "quarter")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first_year: int) -> Period:
    """Ten years from the first."""
    return Period(date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade")


def century(number: int) -> Period:
    """The nth century, as news counts it: the 20th is 1900 to 1999."""
    return Period(date(100 * number - 100, 1, 1), date(100 * number - 1, 12, 31), None)


def unit_around(when: date, unit: str) -> Period | None:
    """The calendar day, week, month, quarter, year, decade or century that holds the day; None for others."""
    makers = {
        "day": lambda: day(when),
        "week": lambda: week(when),
        "month": lambda: month(when.year, when.month),
        "quarter": lambda: quarter(when.year, (when.month + 2) // 3),
        "year": lambda: year(when.year),
        "decade": lambda: decade(when.year // 10 * 10),
        "century": lambda: century(when.year // 100 + 1),
    }
    return makers[unit]() if unit in makers else None


def moved(when: date, unit: str, count: int) -> date | None:
    """The day that lies count units later, or earlier where negative; None out of the calendar's range."""
    try:
        if unit in DAYS_IN:
            return when + timedelta(DAYS_IN[unit] * count)
        if unit not in MONTHS_IN:
            return when if unit in ("hour", "minute", "second") else None
        index = when.year * 12 + when.month - 1 + MONTHS_IN[unit] * count
        last = calendar.monthrange(index // 12, index % 12 + 1)[1]
        return date(index // 12, index % 12 + 1, min(when.day, last))
    except (ValueError, OverflowError):
        return None


def moved_period(period: Period, unit: str, count: int) -> Period | None:
    """The period of the same length that lies count units later."""
    start = moved(period.start, unit, count)
    if start is None:
        return None
    if period.precision in ("week", "month", "quarter", "year", "decade"):
        return unit_around(start, period.precision)
    end = moved(period.end, unit, count)
    return Period(start, end, period.precision) if end else None


def easter(year_number: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year_number % 19, divmod(year_number, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month_number, day_number = divmod(h + weekday - 7 * m + 114, 31)
    return date(year_number, month_number, day_number + 1)


def holiday(rule: str, year_number: int) -> date:
    """The day of a holiday in a year, by a rule of lexicons/time/holidays.csv."""
    if rule.startswith("easter"):
        return easter(year_number) + timedelta(int(rule.removeprefix("easter")))
    if "-" in rule and " " not in rule:
        return date(year_number, int(rule[:2]), int(rule[3:]))
    month_number, weekday, nth = map(int, rule.split())
    days = [
        date(year_number, month_number, number)
        for number in range(1, calendar.monthrange(year_number, month_number)[1] + 1)
    ]
    matching = [when for when in days if when.weekday() == weekday]
    chosen = matching[nth - 1 if nth > 0 else nth]
    # Election Day is the Tuesday after the month's first Monday.
    return chosen + timedelta(7) if rule == "11 1 1" and chosen.day == 1 else chosen
