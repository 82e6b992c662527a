"""Times of day: "9:22 pm", "noon Thursday", "4 a.m. EDT", and the day that they are of."""

import re
from collections.abc import Mapping
from dataclasses import replace

from newsetl.extractors.date_mentions import absolute, days, periods
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading, Resolver

AT = re.compile(r"\b(?:at|by|until|till|from|around|about|since|before|after|to|and)\s$")
DAY_KINDS = ("MONTH", "WEEKDAY", "DOW", "DAYREF")


def clock(phrase: Phrase, context: Context) -> Reading | None:
    """A time of day, put on the day said with it, else on the day just named."""
    if phrase.has("CLOCK") and not phrase.has("AMPM", "ZONE", "OCLOCK") and not AT.search(phrase.before):
        return None
    if phrase.rule == "clock" and phrase.has("NUMWORD") and not phrase.has("AMPM", "OCLOCK", "DAYPART"):
        return None
    reading = _day(phrase, context)
    period = replace(reading.period, precision="minute") if reading and reading.period else None
    anchor = reading.anchor if reading else "preceding"
    return Reading("time", period, anchor, is_guess=reading.is_guess if reading else True)


def _day(phrase: Phrase, context: Context) -> Reading | None:
    first = next((i for i, token in enumerate(phrase.tokens) if token.kind in DAY_KINDS), None)
    if first is not None:
        part = phrase.without_first(first)
        if part.has("MONTH"):
            return absolute.month_day(part, context)
        return days.day_reference(part, context)
    known = context.preceding
    if known is None or known.precision not in ("day", "minute") or context.preceding_distance > 0:
        return None
    return Reading("time", known, "preceding", is_guess=True)


def nth_day(phrase: Phrase, context: Context) -> Reading | None:
    """ "on the 5th": of the month just named, else of the publication's."""
    value = phrase.value("ORDINAL") or ""
    if not value[:1].isdigit() or not re.search(
        r"\b(?:on|by|until|from|since|before|after|to|of) $", phrase.before
    ):
        return None
    if re.match(r"\s[a-z]{4,}|-", phrase.after) or re.match(
        r"\s[A-Z]", phrase.text[phrase.end : phrase.end + 3]
    ):
        return None
    known = context.preceding if context.preceding_distance <= 2 else None
    month_of = known.start if known is not None and known.precision in ("day", "month") else context.published
    if month_of is None:
        return Reading("date", anchor="published")
    try:
        when = month_of.replace(day=int(re.sub(r"\D", "", value)))
    except ValueError:
        return None
    return Reading("date", periods.day(when), "preceding" if known else "published", is_guess=True)


RESOLVERS: Mapping[str, Resolver] = {"clock": clock, "nth_day": nth_day}
