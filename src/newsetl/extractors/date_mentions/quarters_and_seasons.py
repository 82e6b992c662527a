"""Quarters, fiscal years and seasons."""

import re
from collections.abc import Mapping
from datetime import date

from newsetl.extractors.date_mentions import periods
from newsetl.extractors.date_mentions.absolute import named_year
from newsetl.extractors.date_mentions.periods import Period
from newsetl.extractors.date_mentions.phrase_tense import tense_of
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading, Resolver

SEASON_PREPOSITIONS = (
    "in ",
    "during ",
    "over ",
    "by ",
    "since ",
    "until ",
    "through ",
    "of ",
    "this ",
    "for ",
    "before ",
)
BY = re.compile(r"\bby $")
ENDS = re.compile(r"[^\w\s]|$|\s+(?:and|at|but|if|when)\b")
OF_A_GAME = re.compile(r"\sof\s(?:the|a|this|that|play)\b")
SOON = 75  # days before the start of a coming quarter that reports already mention


def quarter(phrase: Phrase, context: Context) -> Reading | None:
    """ "the third quarter", "third-quarter 1989", "the 1988 second quarter"."""
    number, said = phrase.number("ORDINAL"), named_year(phrase)
    if number is None or not 1 <= number <= 4 or OF_A_GAME.match(phrase.after):
        return None
    if said is not None:
        return Reading("date", periods.quarter(said, number), has_year=True)
    if context.published is None:
        return Reading("date", anchor="published")
    return Reading("date", _quarter_near(phrase, context, context.published, number), "published")


def _quarter_near(phrase: Phrase, context: Context, published: date, number: int) -> Period:
    current = periods.quarter(published.year, number)
    if current.start <= published or tense_of(phrase, context) == "future":
        return current
    return current if (current.start - published).days < SOON else periods.quarter(published.year - 1, number)


def quarter_of(phrase: Phrase, context: Context) -> Reading | None:
    """ "this year's third quarter", "the first quarter of next year"."""
    number = phrase.number("ORDINAL")
    if number is None or not 1 <= number <= 4:
        return None
    if context.published is None:
        return Reading("date", anchor="published")
    shift = -1 if phrase.has("LAST") else 1 if phrase.has("NEXT") else 0
    return Reading("date", periods.quarter(context.published.year + shift, number), "published")


def quarter_code(phrase: Phrase, context: Context) -> Reading | None:
    """ "Q3 2018"."""
    number, said = phrase.number("QCODE"), phrase.number("YEAR")
    if number is None:
        return None
    if said is not None:
        return Reading("date", periods.quarter(said, number), has_year=True)
    if context.published is None:
        return Reading("date", anchor="published")
    return Reading(
        "date", _quarter_near(phrase, context, context.published, number), "published", is_guess=True
    )


def fiscal(phrase: Phrase, _: Context) -> Reading | None:
    """ "fiscal 2018", "FY18": taken for the calendar year, as no text says when the fiscal one begins."""
    number = phrase.number("YEAR", "FYCODE")
    if number is None:
        return None
    number += 0 if number >= 100 else 1900 if number > 50 else 2000
    return Reading("date", periods.year(number), has_year=True, is_guess=True)


def fiscal_relative(phrase: Phrase, context: Context) -> Reading | None:
    """ "the current fiscal year"."""
    shift = -1 if phrase.has("LAST", "PREVIOUS") else 1 if phrase.has("NEXT") else 0
    period = periods.year(context.published.year + shift) if context.published else None
    return Reading("date", period, "published", is_guess=True)


def year_period(phrase: Phrase, context: Context) -> Reading | None:
    """ "the 1988 period", "the 1988 quarter": the part of that year that matches the quarter just named."""
    said, known = phrase.number("YEAR"), context.preceding
    if said is None:
        return None
    if known is not None and known.precision == "quarter":
        return Reading(
            "date", periods.quarter(said, (known.start.month + 2) // 3), "preceding", has_year=True
        )
    return Reading("date", periods.year(said), has_year=True)


def season(phrase: Phrase, _: Context) -> Reading | None:
    """ "the summer of 2017": three months of the northern year; which ones, no standard says."""
    said, first = named_year(phrase), phrase.number("SEASON")
    if said is None or first is None:
        return None
    return Reading("date", periods.months(said, first, 3, "quarter"), has_year=True)


def season_relative(phrase: Phrase, context: Context) -> Reading | None:
    """ "last fall", "this summer", "in the spring"."""
    first = phrase.number("SEASON")
    is_bare = not phrase.has("LAST", "THIS", "NEXT", "PREVIOUS", "FOLLOWING")
    if len(phrase.tokens) == 1 and not _is_deadline(phrase):
        return None
    if first is None or (
        is_bare and not phrase.before.endswith(SEASON_PREPOSITIONS) and not phrase.has("EARLY", "LATE")
    ):
        return None
    if context.published is None:
        return Reading("date", anchor="published")
    return Reading(
        "date", _season_near(phrase, context, context.published, first), "published", is_guess=is_bare
    )


def _is_deadline(phrase: Phrase) -> bool:
    """ "by spring"; "in winter" may be any, and "by spring water" is none."""
    return BY.search(phrase.before) is not None and ENDS.match(phrase.after) is not None


def _season_near(phrase: Phrase, context: Context, published: date, first: int) -> Period:
    candidates = [periods.months(published.year + shift, first, 3, "quarter") for shift in (-2, -1, 0, 1)]
    past = [period for period in candidates if period.end < published]
    rest = [period for period in candidates if period.end >= published]
    if phrase.has("LAST", "PREVIOUS") or (phrase.has("THIS") and phrase.has("PAST")):
        return past[-1]
    if phrase.has("NEXT", "COMING", "FOLLOWING"):
        return rest[0] if rest[0].start > published else rest[1]
    if rest[0].start <= published or tense_of(phrase, context) != "past":
        return rest[0]
    return past[-1]


RESOLVERS: Mapping[str, Resolver] = {
    "quarter": quarter,
    "quarter_of": quarter_of,
    "quarter_code": quarter_code,
    "fiscal": fiscal,
    "fiscal_relative": fiscal_relative,
    "year_period": year_period,
    "season": season,
    "season_relative": season_relative,
}
