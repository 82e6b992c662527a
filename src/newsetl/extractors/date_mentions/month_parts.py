"""Parts of a month: "the first ten days of September", "the last week of May", "the second half of June"."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from newsetl.extractors.date_mentions import periods
from newsetl.extractors.date_mentions.absolute import with_year
from newsetl.extractors.date_mentions.periods import DAYS_IN, Period
from newsetl.extractors.date_mentions.quantities import quantity, unit_of
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading, Resolver

MIDDLE = 15  # last day of a month's first half


def month_part(phrase: Phrase, context: Context) -> Reading | None:
    """ "the first ten days of September", "the third week of May 2017", "the second half of June".

    Weeks are counted from the month's first day, or back from its last, in sevens. None for units other than days
    and weeks, and for parts that the month has not.
    """
    of = next(n for n, token in enumerate(phrase.tokens) if token.kind == "OF")
    part, rest = replace(phrase, tokens=phrase.tokens[:of]), phrase.without_first(of + 1)
    month_number = rest.number("MONTH")
    is_half, is_later = part.has("HALF"), (part.number("ORDINAL") or 1) > 1
    if month_number is None or not (is_half or unit_of(part) in DAYS_IN):
        return None
    if is_later and quantity(part):  # "the second ten days"
        return None
    return with_year(rest, context, lambda year: _cut(part, periods.month(year, month_number)))


def _cut(part: Phrase, month: Period) -> Period:
    """The part of the month; ValueError where it has none."""
    if part.has("HALF"):
        return _half(part.number("ORDINAL"), month)
    length = timedelta(DAYS_IN[unit_of(part)] * (quantity(part) or 1))
    if part.has("LAST", "FINAL"):
        return _within(month, month.end - length + timedelta(1), month.end)
    start = month.start + ((part.number("ORDINAL") or 1) - 1) * length
    return _within(month, start, start + length - timedelta(1))


def _half(number: int | None, month: Period) -> Period:
    middle = month.start + timedelta(MIDDLE - 1)
    if number == 1:
        return Period(month.start, middle, "day")
    if number == 2:
        return Period(middle + timedelta(1), month.end, "day")
    raise ValueError("a month has two halves")


def _within(month: Period, start: date, end: date) -> Period:
    """The days, cut at the month's end: its fifth week is short."""
    if not month.start <= start <= month.end:
        raise ValueError("not in the month")
    return Period(start, min(end, month.end), "day")


RESOLVERS: Mapping[str, Resolver] = {"month_part": month_part}
