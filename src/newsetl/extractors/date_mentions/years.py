"""Which year a date without one lies in."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from newsetl.extractors.date_mentions.periods import Period
from newsetl.extractors.date_mentions.phrase_tense import tense_of
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading
from newsetl.lexicons import read_table
from newsetl.tables.date_mentions import DateAnchor

Dated = Callable[
    [int], Period
]  # from a year to the period in it; ValueError where there is none (29 February)
FAR = 3  # years: a story about a year so far back stays in it
DEADLINES = (
    "by ",
    "until ",
    "till ",
    "before ",
    "deadline ",
    "through ",
    "next ",
    "due ",
    "for ",
    "on or before ",
    "as soon as ",
    "as early as ",
)


def near_published(phrase: Phrase, context: Context, dated: Dated) -> Reading:
    """A date without its year, put where the words around it say.

    "last" and "next" decide first, then a year that the sentences before are about, then the tense: the latest
    such date up to the publication for the past, the first from it on for the future, else the nearest.
    """
    anchor: DateAnchor = "published"
    relative = _relative_year(phrase, context) or _year_of_event(phrase, context.published)
    if relative is not None:
        candidates = list(_periods(dated, [relative]))
        return Reading("date", candidates[0] if candidates else None, anchor)
    if _follows_another_year(phrase, context):
        candidates = list(_periods(dated, [context.focus_year or 0]))
        return Reading("date", candidates[0] if candidates else None, "preceding", is_guess=True)
    published = context.published
    if published is None:
        return Reading("date", anchor=anchor)
    candidates = list(_periods(dated, range(published.year - 2, published.year + 3)))
    if phrase.has("LAST") or (phrase.has("PAST") and phrase.has("THIS")):
        return Reading("date", _latest_before(candidates, published), anchor)
    if phrase.has("NEXT") or (phrase.has("COMING") and phrase.has("THIS")):
        return Reading("date", _first_after(candidates, published), anchor)
    return _by_tense(phrase, context, candidates, published)


def _relative_year(phrase: Phrase, context: Context) -> int | None:
    """The year of "January this year", "June last year", "March of the same year"."""
    if not any(token.kind == "UNIT" and token.value == "year" for token in phrase.tokens):
        return None
    if phrase.has("THAT", "SAME"):
        return context.preceding.start.year if context.preceding else None
    if context.published is None:
        return None
    return context.published.year + (-1 if phrase.has("LAST", "PREVIOUS") else 1 if phrase.has("NEXT") else 0)


def _year_of_event(phrase: Phrase, published: date | None) -> int | None:
    """The year of a day that is known by its date: "the Sept. 11 attacks"."""
    day = phrase.number("DAY", "ORDINAL")
    for row in read_table("time/anniversaries"):
        if (phrase.number("MONTH"), day) != (int(row["month"]), int(row["day"])):
            continue
        around = set(re.findall(r"\w+", phrase.after[:30] + " " + phrase.before[-30:]))
        when = date(int(row["year"]), int(row["month"]), int(row["day"]))
        if published is not None and published > when and not around.isdisjoint(row["words"].split()):
            return when.year
    return None


def _follows_another_year(phrase: Phrase, context: Context) -> bool:
    """True where the sentence, or the one before, is about a year other than the publication's."""
    if context.focus_year is None or phrase.has("LAST", "NEXT", "THIS"):
        return False
    if context.published is None:
        return True
    return abs(context.published.year - context.focus_year) >= FAR and tense_of(phrase, context) != "future"


def _by_tense(phrase: Phrase, context: Context, candidates: list[Period], published: date) -> Reading:
    candidates = _on_weekday(phrase, candidates)
    tense = tense_of(phrase, context)
    current = next((period for period in candidates if period.start <= published <= period.end), None)
    if current is not None:
        return Reading("date", current, "published")
    if tense == "future" or (tense != "past" and phrase.before.endswith(DEADLINES)):
        return Reading("date", _first_after(candidates, published), "published")
    latest, first = _latest_before(candidates, published), _first_after(candidates, published)
    if latest is None or first is None:
        return Reading("date", latest or first, "published")
    ahead, back = (first.start - published).days, (published - latest.end).days
    is_soon = ahead < 45 and back > 240 if tense == "past" else ahead * 3 < back
    return Reading("date", first if is_soon else latest, "published", is_guess=is_soon or tense != "past")


def _on_weekday(phrase: Phrase, candidates: list[Period]) -> list[Period]:
    """Those candidates that fall on the weekday said ("Friday, Oct. 23"), all of them if none does."""
    number = phrase.number("WEEKDAY", "DOW")
    chosen = [period for period in candidates if number is None or period.start.weekday() == number]
    return chosen or candidates


def _periods(dated: Dated, years: Iterable[int]) -> Iterable[Period]:
    for year in years:
        try:
            yield dated(year)
        except ValueError:  # 29 February, or a year out of the calendar
            continue


def _latest_before(candidates: list[Period], published: date) -> Period | None:
    return max((p for p in candidates if p.end < published), key=lambda p: p.end, default=None)


def _first_after(candidates: list[Period], published: date) -> Period | None:
    return min((p for p in candidates if p.start > published), key=lambda p: p.start, default=None)
