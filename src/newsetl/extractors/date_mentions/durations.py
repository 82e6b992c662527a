"""Durations ("for three months"), sets ("every Monday") and words that point without a date ("now")."""

import re
from collections.abc import Mapping

from newsetl.extractors.date_mentions import periods
from newsetl.extractors.date_mentions.periods import Period
from newsetl.extractors.date_mentions.quantities import quantity, unit_of
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading, Resolver

RATE = re.compile(
    r"(?:\d%?|million|billion|trillion|thousand|hundred|percent|cents|once|twice|times|[a-z]{3,}s)\s$"
)
NO_RATE = re.compile(
    r"(?:was|is|as|has|its|this|minus|plus|less|says|lasts|takes|spends|afterwards|perhaps|gains)\s$"
)
BARE_BEFORE = re.compile(
    r"(?:\b(?:for|in|within|over|after|of|took|take|takes|lasted|the|just|only|many|spent|spend)\s)$"
)


def recent_span(phrase: Phrase, context: Context) -> Reading | None:
    """ "the past two months": from so long before the publication until then."""
    return Reading("duration", _span(phrase, context, -1), "published")


def coming_span(phrase: Phrase, context: Context) -> Reading | None:
    """ "the next three years"."""
    return Reading("duration", _span(phrase, context, 1), "published")


def _span(phrase: Phrase, context: Context, direction: int) -> Period | None:
    count, published = quantity(phrase), context.published
    if count is None or published is None:
        return None
    other = periods.moved(published, unit_of(phrase), direction * count)
    if other is None:
        return None
    return Period(min(other, published), max(other, published), None)


def vague_span(phrase: Phrase, _: Context) -> Reading | None:
    """ "recent weeks", "coming months", "the weeks" before something."""
    if phrase.has("RECENT", "COMING", "PAST"):
        return Reading("duration", anchor="published")
    return None


def duration(phrase: Phrase, _: Context) -> Reading | None:
    """ "three months", "16-hour", "about two years"; "a year" after an amount is a rate, so a set."""
    is_part_of_word = phrase.before.endswith("-") or re.match(r"[-‑](?:earlier|ago)\b", phrase.after)
    if phrase.has("A") and is_part_of_word:  # "a year-earlier loss", "$15-an-hour"
        return None
    is_single = phrase.has("A") and not phrase.has(
        "HALF", "FEW", "NUMWORD", "UNITS", "ADJECTIVE", "HEDGE", "HYPHEN", "OR"
    )
    if unit_of(phrase) == "quarter" and (phrase.has("A", "HYPHEN") or phrase.after.startswith(" of ")):
        return None  # a share: "a quarter of the force"
    if unit_of(phrase) == "second" or re.match(r"\s?[-‑]?\s?old\b", phrase.after):
        return None
    if is_single and RATE.search(phrase.before) and not NO_RATE.search(phrase.before):
        return Reading("set")
    if is_single and phrase.after.startswith(" of ") and unit_of(phrase) == "day":
        return None
    return Reading("duration")


def age(_: Phrase, __: Context) -> Reading | None:
    """ "23-year-old" gives an age, not a time."""
    return None


def bare_units(phrase: Phrase, _: Context) -> Reading | None:
    """ "for years", "days after": only beside words that make them a length of time."""
    if unit_of(phrase) in ("second", "weekend", "quarter", "minute", "hour"):
        return None
    is_length = BARE_BEFORE.search(phrase.before) or re.match(
        r"\s(?:before|after|later|earlier)\b", phrase.after
    )
    return Reading("duration") if is_length else None


def ago_loose(_: Phrase, __: Context) -> Reading | None:
    """ "months ago"."""
    return Reading("date", anchor="published")


def recurring(_: Phrase, __: Context) -> Reading | None:
    """ "every Monday", "annually", "Tuesday nights"."""
    return Reading("set")


def vague(_: Phrase, __: Context) -> Reading | None:
    """ "now", "recently", "the near future": time, but no date."""
    return Reading("date", anchor="published")


RESOLVERS: Mapping[str, Resolver] = {
    "recent_span": recent_span,
    "coming_span": coming_span,
    "vague_span": vague_span,
    "duration": duration,
    "age": age,
    "bare_units": bare_units,
    "ago_loose": ago_loose,
    "set": recurring,
    "vague": vague,
}
