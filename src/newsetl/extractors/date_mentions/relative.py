"""Units counted from the publication day or from the date just named: "last week", "that year", "a year earlier"."""

from collections.abc import Mapping
from datetime import date, timedelta

from newsetl.extractors.date_mentions import periods
from newsetl.extractors.date_mentions.periods import Period
from newsetl.extractors.date_mentions.phrase_tense import tense_of
from newsetl.extractors.date_mentions.quantities import quantity, unit_of
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading, Resolver

COARSE = {
    "fortnight": "week",
    "decade": "year",
    "century": "year",
    "hour": "day",
    "minute": "day",
    "second": "day",
}
GENERIC_UNITS = frozenset({"week", "month", "quarter", "year"})
IN_THE = (
    "in ",
    "for ",
    "during ",
    "over ",
    "of ",
    "throughout ",
    "through ",
    "within ",
    "by ",
    "until ",
    "since ",
)
COMPARED = 2  # sentences within which "a year ago" compares with the quarter that was named


def unit(phrase: Phrase, context: Context) -> Reading | None:
    """ "last week", "this month", "that year", "the end of the year", "earlier this month"."""
    name = unit_of(phrase)
    if phrase.has("PERIOD"):
        return _period_named(phrase, context)
    if phrase.has("WEEKEND"):
        return Reading("date", _weekend(phrase, context), "published")
    if phrase.has("THAT", "SAME", "FOLLOWING", "PREVIOUS") or (
        phrase.has("THE") and phrase.has("NEXT", "EARLIER") and not phrase.has("IN", "EDGE", "MIDDLE")
    ):
        return _unit_of_preceding(phrase, context, name)
    if phrase.has("LAST", "THIS", "NEXT", "CURRENT", "COMING"):
        if phrase.has("THE") and phrase.after.startswith(" of "):  # the last week of the campaign
            return None
        is_date = name in GENERIC_UNITS or (name in ("decade", "century") and not phrase.has("CURRENT"))
        return Reading("date", _unit_from_published(phrase, context, name), "published") if is_date else None
    return _the_unit(phrase, context, name)


def _the_unit(phrase: Phrase, context: Context, name: str) -> Reading | None:
    """ "the quarter", "the end of the year", "later in the month"."""
    if name not in GENERIC_UNITS:
        return None
    if phrase.has("EDGE", "MIDDLE", "EARLY", "LATE", "EARLIER", "LATER"):
        return Reading("date", _unit_from_published(phrase, context, name), "published")
    if phrase.has("LATEST") or (
        phrase.before.endswith(IN_THE) and not phrase.after.startswith((" of our", " of the"))
    ):
        return _unit_in_focus(context, name)
    return None


def _period_named(phrase: Phrase, context: Context) -> Reading | None:
    """ "the latest period": the quarter that a report is on; other periods are not dates."""
    if not phrase.has("LATEST"):
        return None
    return _unit_in_focus(context, "quarter")


def _shift(phrase: Phrase) -> int:
    return -1 if phrase.has("LAST", "PAST") else 1 if phrase.has("NEXT", "COMING") else 0


def _unit_from_published(phrase: Phrase, context: Context, name: str) -> Period | None:
    if context.published is None:
        return None
    when = periods.moved(context.published, name, _shift(phrase))
    return periods.unit_around(when, COARSE.get(name, name)) if when else None


def _weekend(phrase: Phrase, context: Context) -> Period | None:
    """Saturday and Sunday: past ones from Monday on, the coming one with a future verb or "this" and "next"."""
    if context.published is None:
        return None
    monday = context.published - timedelta(context.published.weekday())
    is_coming = phrase.has("NEXT", "THIS") or tense_of(phrase, context) == "future"
    is_on_it = context.published.weekday() >= 5
    weeks = 0 if is_coming or is_on_it else -1
    saturday = monday + timedelta(5 + 7 * (weeks + (phrase.has("NEXT") and context.published.weekday() >= 5)))
    return Period(saturday, saturday + timedelta(1), "day")


def _unit_of_preceding(phrase: Phrase, context: Context, name: str) -> Reading | None:
    known = context.preceding
    if known is None or name in ("hour", "minute"):
        return Reading("date", anchor="preceding") if name in (*GENERIC_UNITS, "day") else None
    shift = -1 if phrase.has("PREVIOUS", "EARLIER") and not phrase.has("THAT") else 0
    shift = 1 if phrase.has("FOLLOWING", "NEXT") else shift
    when = periods.moved(known.start, name, shift)
    return Reading("date", periods.unit_around(when, COARSE.get(name, name)) if when else None, "preceding")


def _unit_in_focus(context: Context, name: str) -> Reading | None:
    """ "the quarter", "the latest year": the one just named, else that of the publication, or its last quarter."""
    known = context.preceding
    if (
        name == "quarter"
        and known is not None
        and known.precision == name
        and context.preceding_distance <= COMPARED
    ):
        return Reading("date", known, "preceding", is_guess=True)
    if context.published is None:
        return Reading("date", anchor="published")
    back = -1 if name == "quarter" else 0
    when = periods.moved(context.published, name, back)
    return Reading("date", periods.unit_around(when, name) if when else None, "published", is_guess=True)


def past_unit(phrase: Phrase, context: Context) -> Reading | None:
    """ "the past year": the span of that length up to the publication."""
    name = unit_of(phrase)
    start = periods.moved(context.published, name, -1) if context.published else None
    if name in ("minute", "hour") or start is None or context.published is None:
        return Reading("duration", anchor="published")
    return Reading("duration", Period(start, context.published, None), "published")


def year_end(phrase: Phrase, context: Context) -> Reading | None:
    """ "year-end", "the year's end": the last day of the publication's year, of the one before after "since"."""
    if phrase.value("EDGE") != "late":
        return None
    if context.published is None:
        return Reading("date", anchor="published")
    number = context.published.year - (1 if phrase.before.endswith("since ") else 0)
    return Reading("date", periods.day(date(number, 12, 31)), "published")


def year_before(_: Phrase, context: Context) -> Reading | None:
    """ "year-earlier", "the year-ago quarter": what was just named, a year before."""
    return _a_year_before(context, must_be_quarter=False) or Reading("date", anchor="preceding")


def _a_year_before(context: Context, must_be_quarter: bool) -> Reading | None:
    known = context.preceding
    if known is not None and known.precision == "quarter" and context.preceding_distance <= COMPARED:
        return Reading("date", periods.moved_period(known, "year", -1), "preceding", is_aside=True)
    if must_be_quarter or context.published is None:
        return None
    return Reading(
        "date", periods.year(context.published.year - 1), "published", is_guess=True, is_aside=True
    )


def ago(phrase: Phrase, context: Context) -> Reading | None:
    """ "two weeks ago", "a decade ago": from the publication; as fine as the unit."""
    name, count = unit_of(phrase), quantity(phrase)
    if name == "year" and count == 1 and (compared := _a_year_before(context, must_be_quarter=True)):
        return compared
    is_aside = name == "year" and count == 1
    return Reading("date", _from(context.published, name, count, -1), "published", is_aside=is_aside)


def earlier(phrase: Phrase, context: Context) -> Reading | None:
    """ "a year earlier", "two days before": from the date just named, else from the publication."""
    return _from_preceding(phrase, context, -1)


def later(phrase: Phrase, context: Context) -> Reading | None:
    """ "a year later", "three days after"."""
    return _from_preceding(phrase, context, 1)


def _from_preceding(phrase: Phrase, context: Context, direction: int) -> Reading | None:
    name, count = unit_of(phrase), quantity(phrase)
    if phrase.has("BEFORE", "AFTER") and phrase.after[:1].isspace() and phrase.after[1:2].isalnum():
        return None  # "a week after the vote": the length alone is the expression
    known = context.preceding
    if known is None and direction > 0:
        return Reading("date", anchor="preceding")  # later than what? not than this article
    if known is None:
        return Reading("date", _from(context.published, name, count, direction), "published", is_guess=True)
    if name == "year" and count is not None and known.precision in ("quarter", "month", "year"):
        period = periods.moved_period(known, name, direction * count)
        return Reading("date", period, "preceding", is_aside=count == 1)
    period = _from(known.start, name, count, direction)
    if (
        period is not None
        and context.published is not None
        and period.start.year > context.published.year + 1
    ):
        return Reading("date", anchor="preceding")  # counted from another date than the one just named
    return Reading("date", period, "preceding")


def hence(phrase: Phrase, context: Context) -> Reading | None:
    """ "two years from now"."""
    return Reading("date", _from(context.published, unit_of(phrase), quantity(phrase), 1), "published")


def _from(origin: date | None, name: str, count: int | None, direction: int) -> Period | None:
    when = periods.moved(origin, name, direction * count) if origin and count is not None else None
    return periods.unit_around(when, COARSE.get(name, name)) if when else None


def the_day_before(phrase: Phrase, context: Context) -> Reading | None:
    """ "the day before", "the week after": beside the date just named."""
    if phrase.after[:1] == " " and phrase.after[1:2].isalnum():
        return None
    known, name = context.preceding, unit_of(phrase)
    shift = -1 if phrase.has("BEFORE") else 1
    return Reading("date", _from(known.start if known else None, name, 1, shift), "preceding")


RESOLVERS: Mapping[str, Resolver] = {
    "unit": unit,
    "past_unit": past_unit,
    "year_end": year_end,
    "year_before": year_before,
    "ago": ago,
    "earlier": earlier,
    "later": later,
    "hence": hence,
    "the_before": the_day_before,
    "the_after": the_day_before,
}
