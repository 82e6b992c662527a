"""Dates that say their year, or take it from the context: "5 February 2018", "2018-02-05", "the 1990s"."""

import re
from collections.abc import Mapping
from datetime import date

from newsetl.extractors.date_mentions import periods
from newsetl.extractors.date_mentions.periods import Period
from newsetl.extractors.date_mentions.quantities import quantity
from newsetl.extractors.date_mentions.readings import Context, Phrase, Reading, Resolver
from newsetl.extractors.date_mentions.years import Dated, near_published
from newsetl.language.numbers import flags
from newsetl.lexicons import months

DAY_FIRST_LIMIT = 12
# "January to March 2021": behind a month without its year
JOINED_TO = re.compile(
    r"\s*(?:and|to|through|until|till|[-–—])\s*(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?P<month>[a-z]{3,9})\.?,?\s+"
    r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)\b"
)
YEAR_IS_NAME = re.compile(r"\s?(?:percent|per cent|%)")


def iso(phrase: Phrase, _: Context) -> Reading | None:
    """ "2018-02-05"."""
    return _exact((phrase.value("ISO") or "")[:10])


def numeric(phrase: Phrase, context: Context) -> Reading | None:
    """ "2018/02/05", "25.12.2017"; None where day and month cannot be told apart."""
    parts = re.split(r"[/.]", phrase.value("SLASHED") or "")
    if len(parts[0]) == 4:
        return _exact("-".join(parts))
    first, second, year_number = int(parts[0]), int(parts[1]), _full_year(parts[2])
    if first == second or "." in (phrase.value("SLASHED") or "") or first > DAY_FIRST_LIMIT:
        return _exact(f"{year_number}-{second:02}-{first:02}")
    if second > DAY_FIRST_LIMIT:
        return _exact(f"{year_number}-{first:02}-{second:02}")
    if context.is_day_first is None:
        return Reading("date", is_guess=True)
    month_number, day_number = (second, first) if context.is_day_first else (first, second)
    return _exact(f"{year_number}-{month_number:02}-{day_number:02}")


def _exact(iso_date: str) -> Reading | None:
    try:
        return Reading("date", periods.day(date.fromisoformat(iso_date)), has_year=True)
    except ValueError:
        return None


def _full_year(digits: str) -> int:
    """ "18" -> 2018, "76" -> 1976: two digits are taken for 1951 to 2050."""
    number = int(re.sub(r"\D", "", digits))
    if number >= 100:
        return number
    return number + (1900 if number > 50 else 2000)


def named_year(phrase: Phrase) -> int | None:
    """The year that the phrase says, in digits, as '98, or in words."""
    short = phrase.value("SHORTYEAR")
    if short is not None:
        return _full_year(short)
    return phrase.number("YEAR", "YEAR_WORDS")


def with_year(phrase: Phrase, context: Context, dated: Dated) -> Reading | None:
    """A reading of the year said, or of the one that the context gives."""
    said = named_year(phrase) or _year_of_range(phrase)
    if said is not None:
        period = _made(dated, said)
        return Reading("date", period, has_year=True) if period else None
    return near_published(phrase, context, dated)


def _year_of_range(phrase: Phrase) -> int | None:
    """The year of January in "from January to March 2021"; "November to March 2021" begins the year before."""
    first, joined = phrase.number("MONTH"), JOINED_TO.match(phrase.after)
    second = None if joined is None else months.month_number(joined["month"])
    if first is None or joined is None or second is None:
        return None
    return int(joined["year"]) - (first > second)


def _made(dated: Dated, year_number: int) -> Period | None:
    try:
        return dated(year_number)
    except ValueError:
        return None


def month_day(phrase: Phrase, context: Context) -> Reading | None:
    """ "Feb. 5, 2018", "5 February", "Monday, Oct. 26"."""
    month_number, day_number = phrase.number("MONTH"), phrase.number("DAY", "ORDINAL")
    if month_number is None or day_number is None or not 1 <= day_number <= 31:
        return None
    return with_year(phrase, context, lambda year: periods.day(date(year, month_number, day_number)))


def day_range(phrase: Phrase, context: Context) -> Reading | None:
    """ "March 3-5", "3 to 5 March 2017"."""
    days = [
        int(re.sub(r"\D", "", token.value)) for token in phrase.tokens if token.kind in ("DAY", "ORDINAL")
    ]
    month_number = phrase.number("MONTH")
    if month_number is None or days[0] >= days[1]:
        return None
    return with_year(
        phrase,
        context,
        lambda year: Period(date(year, month_number, days[0]), date(year, month_number, days[1]), "day"),
    )


def month(phrase: Phrase, context: Context) -> Reading | None:
    """ "December", "late November", "July 1997"."""
    month_number = phrase.number("MONTH")
    return (
        None
        if month_number is None
        else with_year(phrase, context, lambda year: periods.month(year, month_number))
    )


def week_of(phrase: Phrase, context: Context) -> Reading | None:
    """ "the week of March 6"."""
    month_number, day_number = phrase.number("MONTH"), phrase.number("DAY", "ORDINAL")
    if month_number is None or day_number is None:
        return None
    return with_year(phrase, context, lambda year: periods.week(date(year, month_number, day_number)))


def year(phrase: Phrase, _: Context) -> Reading | None:
    """ "2003", "mid-2010", "the year 2000"."""
    number = named_year(phrase) or quantity(phrase)
    token = next(
        (token for token in phrase.tokens if token.kind in ("YEAR", "YEAR_WORDS")), phrase.tokens[-1]
    )
    if number is None or not 1000 <= number < 2200:
        return None
    if token.kind == "YEAR" and len(phrase.tokens) == 1:
        is_plain = flags.is_year(phrase.text, token.start, token.end)
        if not is_plain or not number >= 1500 or _is_no_year(phrase):
            return None
    return Reading("date", periods.year(number), has_year=True)


def _is_no_year(phrase: Phrase) -> bool:
    after, before = phrase.after, phrase.text[max(0, phrase.start - 30) : phrase.start]
    if flags.is_money(phrase.text, phrase.start, phrase.end) or flags.is_label(phrase.text, phrase.start):
        return True
    if re.search(r"[\w$€£][-/]$|\d[.,:]\s?$", before) and not re.search(
        r"(?:mid|pre|post|\d{4}|early|late)[-–]$", before, re.I
    ):
        return True
    return (
        YEAR_IS_NAME.match(after) is not None
        or re.match(r"[-/:.,]\d|\s?(?:hours|gmt|hrs)\b", after) is not None
    )


def year_range(phrase: Phrase, _: Context) -> Reading | None:
    """ "1956-1958", "2010-15"."""
    first, last = phrase.tokens[0].value, phrase.tokens[-1].value
    begin = int(first)
    end = int(first[: 4 - len(last)] + last)
    if (
        not (1500 <= begin < end <= begin + 150)
        or _is_no_year(phrase)
        or ("TO" in phrase.kinds and len(last) < 4)
    ):
        return None
    period = Period(periods.year(begin).start, periods.year(end).end, "year")
    return Reading("date", period, has_year=True)


def decade(phrase: Phrase, _: Context) -> Reading | None:
    """ "the 1990s", "the late '80s", "the nineties"."""
    number = phrase.number("DECADE") or 0
    if number < 100:
        number += 1900 if number > 20 else 2000
    if (
        phrase.value("DECADE", "") == str(number)
        and phrase.tokens[0].kind not in ("THE", "MOD")
        and number == 1920
    ):
        return None
    return Reading("date", periods.decade(number // 10 * 10), has_year=True)


def century(phrase: Phrase, _: Context) -> Reading | None:
    """ "the 20th century"."""
    number = phrase.number("ORDINAL")
    return Reading("date", periods.century(number), has_year=True) if number and 1 < number < 30 else None


def year_part(phrase: Phrase, context: Context) -> Reading | None:
    """ "the first half of 2018", "the second half of last year"."""
    number, said = phrase.number("ORDINAL"), named_year(phrase)
    if number not in (1, 2):
        return None
    if said is not None:
        return Reading("date", periods.half(said, number), has_year=True)
    if context.published is None:
        return Reading("date", anchor="published")
    shift = -1 if phrase.has("LAST") else 1 if phrase.has("NEXT") else 0
    return Reading("date", periods.half(context.published.year + shift, number), "published")


def holiday(phrase: Phrase, context: Context) -> Reading | None:
    """ "Christmas", "last Thanksgiving", "New Year's Eve 2017"."""
    rule = phrase.value("HOLIDAY") or ""
    return with_year(phrase, context, lambda year: periods.day(periods.holiday(rule, year)))


RESOLVERS: Mapping[str, Resolver] = {
    "iso": iso,
    "numeric": numeric,
    "month_day": month_day,
    "month_day_of": month_day,
    "day_range": day_range,
    "month_year": month,
    "month": month,
    "month_of": month,
    "last_month_name": month,
    "next_month_name": month,
    "this_month_name": month,
    "week_of": week_of,
    "year": year,
    "year_range": year_range,
    "year_part": year_part,
    "decade": decade,
    "century": century,
    "holiday": holiday,
}
