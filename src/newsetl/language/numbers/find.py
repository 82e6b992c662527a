"""Number expressions of a text with their low and high values: ranges, vague and hedged amounts, per cents, shares."""

import re
from dataclasses import dataclass

from newsetl.language.numbers import flags
from newsetl.language.numbers.compose import Amount, Reader
from newsetl.language.numbers.expression import NumberExpression
from newsetl.language.numbers.hedges import read_hedge
from newsetl.language.numbers.tokens import scan
from newsetl.tables.force_levels import Qualifier

PERCENT = re.compile(r"\s?(?:%|％|(?:per\s?cent|percentage\s+points?|pct)\b)|-percent\b", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+(?:[$€£]\s?)?$", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,3}(?:[$€£]\s?)?$", re.IGNORECASE)
BY = re.compile(r"\bby\s+(?:about\s+|some\s+)?(?:[$€£]\s?)?$", re.IGNORECASE)
RANGING = re.compile(
    r"\b(?:rang(?:e|es|ing|ed)|var(?:y|ies|ied|ying)|anywhere|anything|estimates(?:\s\w+)?)\s+from\s+\S*\s?$",
    re.I,
)
RANGE_SEPARATOR = re.compile(r"\s?(?:[-–—‑]|to|or)\s?(?:[$€£]\s?)?|-to-|-or-", re.IGNORECASE)
# "half" and "third" are shares only beside these.
SHARE_AFTER = re.compile(
    r"\s+(?:of|the|a|an|as|its|their|his|her|our|those|these|that|full|empty|were|are|have|had|more|fewer|less|again|"
    r"since|from|to|in)\b|\s*[.,;:)]",
    re.IGNORECASE,
)
# "the other half", "the western half of the city": a part of something, and no share
PART_BEFORE = re.compile(
    r"\b(?:the|first|second|other|latter|upper|lower|top|bottom|left|right|"
    r"(?:north|south)?-?(?:north|south|east|west)(?:ern)?)\s$",
    re.IGNORECASE,
)
WIDE = 4  # times the lower end: "20 to 100,000" does not mean twenty thousand
ARTICLE_BEFORE = re.compile(r"\b(?:an?|one)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Amounts read at one place: one, or the two ends of a range; `after` is the next token's index."""

    low: Amount
    high: Amount | None
    start: int
    end: int
    after: int


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[NumberExpression]:
    """Number expressions within text[start:end], in text order, offsets into text.

    Args:
        text: any text; reading it takes time in proportion to its length.
        start: first code point to read.
        end: code point to stop before; None for the text's end.
    """
    stop = len(text) if end is None else end
    reader = Reader(text, list(scan(text, start, stop)))
    found: list[NumberExpression] = []
    i = 0
    while i < len(reader.tokens):
        reading = _read(reader, i)
        if reading is None:
            i += 1
            continue
        floor = found[-1].end if found else start
        expression = _expression(reader, reading, floor, stop)
        if expression is not None:
            found.append(expression)
        i = reading.after
    return found


def _read(reader: Reader, i: int) -> _Reading | None:
    text, tokens = reader.text, reader.tokens
    is_between = BETWEEN.search(text, max(0, tokens[i].start - 15), tokens[i].start) is not None
    low = reader.amount(i, joins_and=not is_between)
    if low is None:
        return None
    if low.is_share and not _is_share(text, tokens[low.first].start, tokens[low.last].end):
        return None
    high = _range_end(reader, low, is_between)
    last = high.last if high else low.last
    return _Reading(low, high, tokens[i].start, tokens[last].end, last + 1)


def _is_share(text: str, start: int, end: int) -> bool:
    word = text[start:end].lower()
    if " " in word or "-" in word:  # two-thirds
        return True
    before, is_followed = text[max(0, start - 15) : start], SHARE_AFTER.match(text, end) is not None
    if word == "half":
        return is_followed and PART_BEFORE.search(before) is None
    return is_followed and ARTICLE_BEFORE.search(before) is not None and not word.endswith("s")


def _range_end(reader: Reader, low: Amount, is_between: bool) -> Amount | None:
    """The upper end if a range starts with this amount."""
    gap, tokens = reader.gap(low.last), reader.tokens
    if gap is None or low.is_vague or tokens[low.first].kind in ("ordinal", "decade"):
        return None
    if PERCENT.match(gap) and not PERCENT.match(reader.text, _end_of_next(reader, low.last + 1)):
        return None  # "0.7 percent to 6,327.80"
    gap = PERCENT.sub("", gap, count=1)
    gap = re.sub(r"\b(?:about|around|some|even|as many as|perhaps)\s", "", gap)
    start = tokens[low.first].start
    is_separated = (is_between and gap.strip(" $€£") == "and") or RANGE_SEPARATOR.fullmatch(gap)
    if not is_separated or (not is_between and _is_change(reader.text, start, gap)):
        return None
    high = reader.amount(low.last + 1)
    if high is None or high.is_vague or high.is_share != low.is_share:
        return None
    if not low.value * _shared_scale(low, high) < high.value or _is_year_only(reader, low) != _is_year_only(
        reader, high
    ):
        return None
    return high


def _shared_scale(low: Amount, high: Amount) -> float:
    """What the upper end's magnitude makes of the lower: "two to three thousand", "5-6,000", "2 to 3 000"."""
    if low.scale != 1:
        return 1
    is_thousands = high.scale == 1 and high.value % 1000 == 0 and 1 <= low.value < 100
    if is_thousands and low.value * 1000 < high.value <= low.value * 1000 * WIDE:
        return 1000
    return high.scale if low.value * high.scale < high.value else 1


def _end_of_next(reader: Reader, i: int) -> int:
    following = reader.amount(i)
    return reader.tokens[following.last if following else i].end


def _is_year_only(reader: Reader, amount: Amount) -> bool:
    token = reader.tokens[amount.first]
    return amount.first == amount.last and flags.is_year(reader.text, token.start, token.end)


def _is_change(text: str, start: int, gap: str) -> bool:
    """True for "from 5,000 to 8,000", which gives two figures, not a range."""
    if gap.strip(" $€£") != "to":
        return False
    window = max(0, start - 40)
    if BY.search(text, window, start):  # "rose by 20 to 120"
        return True
    return FROM.search(text, window, start) is not None and not RANGING.search(text, window, start)


def _expression(reader: Reader, reading: _Reading, floor: int, stop: int) -> NumberExpression | None:
    text, start, end = reader.text, reading.start, reading.end
    percent = PERCENT.match(text, end, stop)
    is_share = reading.low.is_share
    end = percent.end() if percent and not is_share else end
    kind = reader.tokens[reading.low.first].kind
    hedge = read_hedge(text, start, end, floor)
    qualifier, low, high = _bounds(reading, hedge.qualifier if hedge else None)
    return NumberExpression(
        start=start,
        end=end,
        surface=text[start:end],
        low=low,
        high=high,
        value=low if qualifier in ("exact", "about") else None,
        qualifier=qualifier,
        is_percent=is_share or percent is not None,
        hedge_start=hedge.start if hedge else start,
        hedge_end=hedge.end if hedge else end,
        is_ordinal=kind == "ordinal",
        **_flags(text, start, end, reading, kind),
    )


def _flags(text: str, start: int, end: int, reading: _Reading, kind: str) -> dict[str, bool]:
    first_end = min(end, start + 4)
    is_year = kind == "decade" or flags.is_year(text, start, end)
    if reading.high is not None:  # 2003 to 2011
        is_year = flags.YEAR.fullmatch(text, start, first_end) is not None and flags.is_year(
            text, end - 4, end
        )
    return {
        "is_money": flags.is_money(text, start, end),
        "is_year_like": is_year,
        "is_time_like": flags.is_time(text, end),
        "is_date_like": flags.is_date(text, start, end),
        "is_label": flags.is_label(text, start),
        "is_list_marker": flags.is_list_marker(text, start, end),
        "is_pronoun_like": flags.is_pronoun(text, start, end),
        "is_age": flags.is_age(text, start, end),
        "is_score": flags.is_score(text, start, end),
    }


def _bounds(reading: _Reading, hedged: Qualifier | None) -> tuple[Qualifier, float | None, float | None]:
    low, high = reading.low, reading.high
    if high is not None:
        return "range", low.value * _shared_scale(low, high), high.value
    if low.is_vague:
        return "vague", low.value, None
    if hedged == "up_to":
        return "up_to", None, low.value
    if hedged == "at_least":
        return "at_least", low.value, None
    return ("about" if hedged or low.is_about else "exact"), low.value, low.value
