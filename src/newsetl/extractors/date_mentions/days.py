"""Days counted from the publication day: "Monday", "yesterday", "this morning", "last night"."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from newsetl.extractors.date_mentions import periods
from newsetl.extractors.date_mentions.phrase_tense import tense_of
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading, Resolver
from newsetl.extractors.date_mentions.years import DEADLINES
from newsetl.tables.date_mentions import DateKind

# "the vote is on Sunday"
IS_ON = re.compile(r"\b(?:is|are)\s(?:(?:on|at|for|by|until)\s)?$")


def weekday(phrase: Phrase, context: Context) -> Reading | None:
    """ "Monday", "last Friday", "early Tuesday", "Wednesday night", "Tuesday next week"."""
    number = phrase.number("WEEKDAY", "DOW")
    if number is None:
        return None
    kind: DateKind = "time" if phrase.has("DAYPART") else "date"
    if phrase.has("PREVIOUS", "FOLLOWING") and context.preceding is not None:
        shift = 1 if phrase.has("FOLLOWING") else -1
        return Reading(kind, periods.day(_weekday_from(context.preceding.start, number, shift)), "preceding")
    if context.published is None:
        return _weekday_after_date(kind, number, context)
    return Reading(kind, periods.day(_weekday_near(phrase, context, context.published, number)), "published")


def _weekday_after_date(kind: DateKind, number: int, context: Context) -> Reading:
    """Without a publication day a weekday is only known within the week of a day just named."""
    known = context.preceding
    if known is None or known.precision != "day" or context.preceding_distance > 1:
        return Reading(kind, anchor="published")
    monday = known.start - timedelta(known.start.weekday())
    return Reading(kind, periods.day(monday + timedelta(number)), "preceding", is_guess=True)


def _weekday_near(phrase: Phrase, context: Context, published: date, number: int) -> date:
    monday = published - timedelta(published.weekday())
    if any(token.kind == "UNIT" for token in phrase.tokens):  # "Tuesday next week"
        return monday + timedelta(number + (7 if phrase.has("NEXT") else -7 if phrase.has("LAST") else 0))
    if phrase.has("LAST"):
        return _weekday_from(published, number, -1)
    if phrase.has("NEXT"):
        return monday + timedelta(7 + number)
    if number == published.weekday():
        return published
    tense = tense_of(phrase, context)
    is_due = IS_ON.search(phrase.before) or (tense != "past" and phrase.before.endswith(DEADLINES))
    if phrase.has("COMING") or tense == "future" or is_due or (phrase.has("THIS") and tense != "past"):
        return _weekday_from(published, number, 1)
    return _weekday_from(published, number, -1)


def _weekday_from(when: date, number: int, direction: int) -> date:
    """The nearest such weekday strictly before or after a day."""
    if direction < 0:
        return when - timedelta((when.weekday() - number - 1) % 7 + 1)
    return when + timedelta((number - when.weekday() - 1) % 7 + 1)


def day_reference(phrase: Phrase, context: Context) -> Reading | None:
    """ "today", "yesterday morning", "late yesterday", "tonight"."""
    if phrase.has("WEEKDAY"):
        return weekday(phrase, context)
    offset = int(phrase.value("DAYREF", "TONIGHT") or 0)
    kind: DateKind = "time" if phrase.has("DAYPART", "TONIGHT") else "date"
    when = context.published + timedelta(offset) if context.published else None
    return Reading(kind, periods.day(when) if when else None, "published")


def day_part(phrase: Phrase, context: Context) -> Reading | None:
    """ "this morning", "last night", "the next morning"."""
    is_from_date = phrase.has("THE")
    origin = (context.preceding.start if context.preceding else None) if is_from_date else context.published
    shift = -1 if phrase.has("LAST", "PREVIOUS") else 1 if phrase.has("NEXT", "FOLLOWING") else 0
    period = periods.day(origin + timedelta(shift)) if origin else None
    return Reading("time", period, "preceding" if is_from_date else "published")


def day_part_loose(phrase: Phrase, context: Context) -> Reading | None:
    """ "in the morning", "mid-afternoon": of the day just named, in the same or the last sentence."""
    if phrase.has("THE") and not phrase.before.endswith(
        ("in ", "during ", "by ", "into ", "later in ", "through ")
    ):
        return None
    known = context.preceding
    if known is None or known.precision != "day" or context.preceding_distance > 1:
        return Reading("time", anchor="preceding")
    return Reading("time", periods.day(known.start), "preceding", is_guess=True)


def overnight(_: Phrase, context: Context) -> Reading | None:
    """ "overnight": the night before the publication."""
    period = periods.day(context.published) if context.published else None
    return Reading("time", period, "published", is_guess=True)


RESOLVERS: Mapping[str, Resolver] = {
    "weekday": weekday,
    "day_reference": day_reference,
    "day_part": day_part,
    "day_part_loose": day_part_loose,
    "overnight": overnight,
}
