"""What a number is when it is not a count: a year, a time of day, money, a label."""

import re

from newsetl.language.calendar import short_months, words_of
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import alternatives, word_set

MONTH = rf"(?:{'|'.join(month.title() for month in short_months())})(?:[a-z]{{0,6}}\b|\.)"
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
MODERN = re.compile(r"(?:19|20)\d\d")
_NOUNS = "|".join(sorted(read_words("numbers/counted")))
COUNTED_NOUN = re.compile(
    rf"[\s-](?:(?:more|additional|extra|new|other|fresh|armed|ground|active|[A-Z][\w.]*)\s){{0,2}}(?:{_NOUNS})\b"
)
NOUN_WITH_VERB = re.compile(r"\s[a-z]+\s(?:were|was|had|have|[a-z]+ed|took|went|came|began)\b")
YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|of|until|till|during|from|before|after|between|early|late|mid|around|circa|year|for|and|"
    rf"through|to|{'|'.join(words_of('SEASON'))}|the|than)[\s\-–]+(?:early[\s-]|late[\s-]|mid[\s-]?)?|"
    rf"{MONTH}\s?(?:\d{{1,2}}(?:st|nd|rd|th)?)?,?\s|\d{{4}}[\-–/]|[(’'‘])$",
    re.IGNORECASE,
)
FUNCTION_WORDS = "|".join(read_words("numbers/function_words"))
COUNTED = re.compile(rf"[\s-](?!(?:{FUNCTION_WORDS})\b)[a-z]")
TIME_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|GMT\b|UTC\b|EST\b|EDT\b|hrs\b|hours (?:GMT|local))", re.IGNORECASE
)
DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}")
DATE_BEFORE = re.compile(rf"\b{MONTH}\s$")
DATE_RANGE_BEFORE = re.compile(rf"\b{MONTH}\s\d{{1,2}}\s?[\-–]\s?$")
_CODES = "|".join(re.escape(code) for code in read_words("numbers/currency_codes"))
MONEY_BEFORE = re.compile(rf"(?:[$€£¥₹₽₪]|(?<!\w)(?:{_CODES}|Rs\.|US))\s?$")
CURRENCY = alternatives(read_words("numbers/currency_names"))
_SHARED = alternatives(word_set("numbers/word_sets", "currencies behind a nationality"))
_NATIONALITY = r"(?-i:(?:[A-Z]{2}|[A-Z][a-z]+(?<!s))\s)"  # "200 Turks won" is no money
MONEY_AFTER = re.compile(
    rf"(?:[\s-]?|\sof\s)(?:[$€£¥₹]|{_NATIONALITY}?(?:{CURRENCY})\b|{_NATIONALITY}(?:{_SHARED})\b)",
    re.IGNORECASE,
)
LABELS = "|".join(re.escape(word) for word in sorted(read_words("numbers/labels"), key=len, reverse=True))
LABEL_BEFORE = re.compile(rf"(?:(?<!\w)(?:{LABELS})\s|#|№\s?)$")
SCORE = re.compile(r"(?<![\w-])(\d{1,3})[-–](\d{1,3})(?![\w-])")
LIST_MARKER = re.compile(r"[.)](?=\s|$)|\s?[-–]\s(?=[A-Z])")
ONE_IS_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|any|every|this|that|which|the|each|some|another|only)[\s-]$", re.IGNORECASE
)
ONE_IS_NUMERAL_BEFORE = re.compile(r"\b(?:only|just|than|least|to|about)\s$", re.IGNORECASE)
ONE_COUNTS = re.compile(rf"[\s-](?!(?:{FUNCTION_WORDS})\b)[a-zA-Z]")


def is_year(text: str, start: int, end: int) -> bool:
    """True for four digits that are a year rather than a count.

    Counts from a thousand on are mostly written with a comma, so that four plain digits from 1900 to 2099 are taken
    for a year unless a counted noun follows; "in 2003 troops entered" shows by its verb that it is a year all the same.
    """
    if not YEAR.fullmatch(text, start, end):
        return False
    is_dated = YEAR_BEFORE.search(text, max(0, start - 30), start) is not None
    if not MODERN.fullmatch(text, start, end):
        return is_dated and COUNTED.match(text, end) is None
    return COUNTED_NOUN.match(text, end) is None or (is_dated and NOUN_WITH_VERB.match(text, end) is not None)


def is_time(text: str, end: int) -> bool:
    """True before "a.m.", "o'clock", "GMT"."""
    return TIME_AFTER.match(text, end) is not None


def is_date(text: str, start: int, end: int) -> bool:
    """True for the day beside its month, and for a range of days."""
    if not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2}(?:st|nd|rd|th)?)?", text[start:end]):
        return False
    before = text[max(0, start - 20) : start]
    return bool(DATE_BEFORE.search(before) or DATE_RANGE_BEFORE.search(before) or DATE_AFTER.match(text, end))


def is_age(text: str, start: int, end: int) -> bool:
    """True for "Kareem, 65," and "aged 18 to 34"."""
    before = text[max(0, start - 20) : start]
    if re.search(r"\b(?:aged|ages|age)\s(?:of\s|between\s)?$", before):
        return True
    is_short = end - start <= 3 and text[start:end].isdigit()
    return is_short and re.search(r"[A-Z][\w.]+,\s$", before) is not None and text[end : end + 1] == ","


def is_score(text: str, start: int, end: int) -> bool:
    """True for either half of "2-1": figures beside a hyphen that do not rise."""
    for pair in SCORE.finditer(text, max(0, start - 4), end + 4):
        if pair.start() <= start and end <= pair.end():
            return int(pair[1]) >= int(pair[2])
    return False


def is_money(text: str, start: int, end: int) -> bool:
    """True beside a currency's sign, code or name (lexicons/numbers/currency_codes, currency_names)."""
    return bool(MONEY_BEFORE.search(text, max(0, start - 6), start) or MONEY_AFTER.match(text, end))


def is_label(text: str, start: int) -> bool:
    """True after a word whose bearer is numbered."""
    return LABEL_BEFORE.search(text, max(0, start - 30), start) is not None


def is_list_marker(text: str, start: int, end: int) -> bool:
    """True for "1." or "2)" at the start of a line."""
    line_start = text.rfind("\n", max(0, start - 4), start) + 1 if start > 4 else 0
    at_line_start = (line_start > 0 or start <= 4) and not text[line_start:start].strip(" \t(#")
    return at_line_start and end - start <= 3 and LIST_MARKER.match(text, end) is not None


def is_pronoun(text: str, start: int, end: int) -> bool:
    """True for "one" that stands for something rather than counts it."""
    if text[start:end].lower() != "one":
        return False
    before = text[max(0, start - 10) : start]
    if ONE_IS_PRONOUN_BEFORE.search(before) and not ONE_IS_NUMERAL_BEFORE.search(before):
        return True
    return ONE_COUNTS.match(text, end) is None
